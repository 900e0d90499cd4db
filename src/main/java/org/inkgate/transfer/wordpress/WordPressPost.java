package org.inkgate.transfer.wordpress;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.inkgate.posts.PostDraft;
import org.inkgate.transfer.imports.Note;
import org.inkgate.transfer.imports.PostFit;
import org.inkgate.transfer.imports.Publication;
import org.inkgate.transfer.imports.ReportEntry.Reason;
import org.inkgate.transfer.imports.SourceAuthor;
import org.inkgate.transfer.imports.SourcePage;
import org.inkgate.transfer.imports.SourcePost;
import org.inkgate.transfer.imports.SourceText;

/** Reads a post or a page of WordPress from its item. */
record WordPressPost(WordPressItem item, WordPressSite site, boolean mended) {

  /** The author, also one that the file does not introduce. */
  Optional<SourceAuthor> author() {
    String login = item.value("dc:creator").strip();
    return login.isEmpty()
        ? Optional.empty()
        : Optional.of(
            SourceAuthor.of("wordpress " + site.address() + " " + login, login, login, false));
  }

  SourcePost post(Publication publication) {
    List<Note> notes = notes();
    String body = new WordPressHtml(site, PostDraft.LONGEST_BODY).markdown(item, notes);
    String excerpt = SourceText.plain(item.value("excerpt:encoded"));
    return new SourcePost(
        item.name(),
        "wordpress " + site.address() + " " + item.identity(),
        SourceText.plain(item.value("title")),
        body,
        item.tags(),
        Optional.of(excerpt).filter(it -> !it.isEmpty()),
        publication,
        slug(),
        true,
        Optional.empty(),
        item.created(),
        item.updated(),
        Optional.ofNullable(item.meta().get("_wp_old_slug")).stream().toList(),
        oldPaths(),
        "closed".equals(item.value("wp:comment_status")),
        notes);
  }

  SourcePage page() {
    List<Note> notes = notes();
    String body = new WordPressHtml(site, PostDraft.LONGEST_BODY).markdown(item, notes);
    String order = item.value("wp:menu_order").strip();
    return new SourcePage(
        item.name(),
        SourceText.plain(item.value("title")),
        body,
        slug(),
        Optional.of(order).filter(it -> it.matches("[1-9]\\d{0,2}")).map(Long::valueOf),
        item.created(),
        item.updated(),
        oldPaths(),
        notes);
  }

  private List<Note> notes() {
    List<Note> notes = new ArrayList<>();
    if (mended) {
      notes.add(new Note(Reason.MENDED, "bytes that are not UTF-8"));
    }
    if ("1".equals(item.value("wp:is_sticky").strip())) {
      notes.add(new Note(Reason.LEFT_OUT, "sticky"));
    }
    if (item.coAuthors().size() > 1) {
      notes.add(new Note(Reason.LEFT_OUT, "authors: " + String.join(", ", item.coAuthors())));
    }
    return notes;
  }

  private List<String> oldPaths() {
    List<String> paths = new ArrayList<>(List.of(item.value("link"), item.value("guid")));
    if (!item.id().isEmpty()) {
      paths.add("/?p=" + item.id());
      paths.add("/?page_id=" + item.id());
    }
    return paths;
  }

  private Optional<String> slug() {
    String slug = item.value("wp:post_name").replaceFirst("__trashed$", "").strip();
    return Optional.of(slug).filter(it -> !it.isEmpty()).map(PostFit::decoded);
  }
}
