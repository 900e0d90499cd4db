package org.inkgate.transfer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.inkgate.blog.PostDraft;

/**
 * A post from elsewhere, before anything is believed.
 *
 * @param name what the report calls it
 * @param source tells it from all others of where it comes from
 * @param draft its address and summary stand in it where somebody chose them
 * @param slug the address it had
 * @param author a user name
 */
record ArrivingPost(
    String name,
    String source,
    PostDraft draft,
    Optional<String> slug,
    Optional<String> author,
    Instant created,
    Instant updated,
    Optional<Instant> published,
    List<String> oldSlugs) {}
