package org.inkgate.transfer;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.inkgate.blog.PostDraft;
import org.inkgate.blog.TagList;
import org.inkgate.blog.TagStore;
import org.inkgate.blog.Tags;
import org.inkgate.http.Validation;
import org.inkgate.markdown.Markdown;
import org.inkgate.markdown.Slug;
import org.inkgate.transfer.Line.Kind;
import org.inkgate.transfer.Line.Reason;
import org.jose4j.lang.HashUtil;

/**
 * Takes posts over from elsewhere with their dates and old addresses, each in a transaction of its
 * own.
 *
 * <p>It writes the tables itself: what arrives is no news, so no webhook is told and no session has
 * made a revision.
 */
@ApplicationScoped
@Transactional(value = Transactional.TxType.REQUIRES_NEW, rollbackOn = SQLException.class)
class Arrivals {

  private static final int MOST_EQUAL_TITLES = 1000;

  @Resource(lookup = "java:app/jdbc/inkgate")
  private DataSource database;

  private Markdown markdown;
  private TagStore tags;
  private Validation validation;
  private Clock clock;

  Arrivals() {}

  @Inject
  Arrivals(Markdown markdown, TagStore tags, Validation validation, Clock clock) {
    this.markdown = markdown;
    this.tags = tags;
    this.validation = validation;
    this.clock = clock;
  }

  /**
   * Adds a post, unless it or another one with its address is there.
   *
   * @throws org.inkgate.http.RequestFailedException when it breaks a rule
   */
  Line post(ArrivingPost post, long importerId) throws SQLException {
    PostDraft draft = validation.check(post.draft());
    markdown.check(draft.body());
    try (Connection connection = database.getConnection()) {
      String source = digest(post.source());
      if (fromSource(connection, source).isPresent()) {
        return Line.skipped(Kind.POST, post.name(), Reason.THERE);
      }
      Optional<String> slug = freeSlug(connection, post);
      if (slug.isEmpty()) {
        return Line.skipped(Kind.POST, post.name(), Reason.THERE);
      }
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("slug", slug.get());
      row.put("own_slug", draft.slug().isPresent());
      row.put("title", draft.title());
      row.put("summary", draft.summary().orElseGet(() -> markdown.summary(draft.body())));
      row.put("own_summary", draft.summary().isPresent());
      row.put("body", draft.body());
      row.put("status", draft.status().name());
      Optional<Long> author = Optional.empty();
      if (post.author().isPresent()) {
        author = People.find(connection, post.author().get());
      }
      row.put("author_id", author.orElse(importerId));
      row.put("created_at", post.created());
      row.put("updated_at", post.updated());
      row.put("published_at", post.published().orElse(null));
      row.put("version", 1L);
      List<String> spelled = tags.spelled(draft.tags(), author.orElse(importerId), clock.instant());
      row.put("tags", TagList.text(spelled));
      long id = Sql.insertNew(connection, "posts", row);
      for (String tag : spelled) {
        Sql.insert(
            connection, "post_tags", Map.of("post_id", id, "tag_key", Tags.key(tag), "tag", tag));
      }
      for (String old : post.oldSlugs()) {
        keepOldSlug(connection, id, old, post);
      }
      Sql.insert(connection, "imported_posts", Map.of("source", source, "post_id", id));
      return Line.taken(Kind.POST, post.name(), "/blogs/" + slug.get());
    }
  }

  /** The post that came from a source, whatever its address is now. */
  Optional<Long> fromSource(String source) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return fromSource(connection, digest(source));
    }
  }

  private static Optional<Long> fromSource(Connection connection, String digest)
      throws SQLException {
    return Sql.number(connection, "SELECT post_id FROM imported_posts WHERE source = ?", digest);
  }

  /** Its own address, if it has one and that is free; else a free one made of its title. */
  private static Optional<String> freeSlug(Connection connection, ArrivingPost post)
      throws SQLException {
    Optional<String> own = post.slug().filter(Slug::mayBeChosen);
    if (own.isPresent()) {
      return taken(connection, own.get()) ? Optional.empty() : own;
    }
    String wanted = Slug.ofTitle(post.draft().title()).value();
    for (int number = 1; number < MOST_EQUAL_TITLES; number++) {
      String slug = number == 1 ? wanted : wanted + "-" + number;
      if (!taken(connection, slug)) {
        return Optional.of(slug);
      }
    }
    return Optional.empty();
  }

  private static boolean taken(Connection connection, String slug) throws SQLException {
    return Sql.number(connection, "SELECT id FROM posts WHERE slug = ?", slug).isPresent()
        || Sql.number(connection, "SELECT post_id FROM old_slugs WHERE slug = ?", slug).isPresent();
  }

  private static void keepOldSlug(Connection connection, long id, String old, ArrivingPost post)
      throws SQLException {
    String slug;
    try {
      slug = new Slug(old).value();
    } catch (IllegalArgumentException e) {
      return;
    }
    if (!taken(connection, slug)) {
      Sql.insert(
          connection, "old_slugs", Map.of("slug", slug, "post_id", id, "left_at", post.updated()));
    }
  }

  private static String digest(String source) {
    byte[] digest =
        HashUtil.getMessageDigest(HashUtil.SHA_256).digest(source.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest);
  }
}
