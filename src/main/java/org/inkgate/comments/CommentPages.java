package org.inkgate.comments;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.inkgate.http.FailedForm;
import org.inkgate.http.Pages;
import org.inkgate.http.QueryParameters;
import org.inkgate.http.Reply;
import org.inkgate.http.RequestFields;
import org.inkgate.http.Typed;
import org.inkgate.idempotency.FormKey;
import org.inkgate.posts.PostShown;
import org.inkgate.posts.PostStatus;
import org.inkgate.posts.PostSummary;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;

/** The pages of comments: the section below a post, and the forms. */
@ApplicationScoped
class CommentPages {

  static final int THREADS_A_PAGE = 50;

  private static final String FORM = "comments/form.jte";
  private static final int LAST_PAGE = 1_000_000;

  private CommentReading reading;
  private CommentAccess access;
  private RecentComments recent;
  private Pages pages;

  CommentPages() {}

  @Inject
  CommentPages(CommentReading reading, CommentAccess access, RecentComments recent, Pages pages) {
    this.reading = reading;
    this.access = access;
    this.recent = recent;
    this.pages = pages;
  }

  /** Adds the comments to the page of a published post. */
  void show(@Observes PostShown shown) {
    PostSummary post = shown.post().head();
    if (post.status() != PostStatus.PUBLISHED) {
      return;
    }
    QueryParameters parameters = new QueryParameters(shown.request());
    int page = parameters.number("comments", 1, LAST_PAGE);
    int thread = parameters.number("thread", 0, Integer.MAX_VALUE);
    int reply = parameters.number("reply", 0, Integer.MAX_VALUE);
    parameters.check();
    CommentReader reader = access.reader(shown.caller(), post);
    RecentComments.Conversation below = recent.below(post, reader, page, thread);
    CommentPage found = below.found();
    boolean open = below.rule() != Moderation.CLOSED;
    if (!open && found.threads().total() == 0 && !reader.moderator()) {
      return;
    }
    Map<String, Object> model = new HashMap<>();
    model.put("post", post);
    model.put("found", found);
    model.put("reader", reader);
    model.put("open", open);
    boolean writes = open && shown.caller().filter(CommentPages::mayWrite).isPresent();
    model.put("writes", writes);
    model.put("reply", (long) reply);
    model.put("rule", below.own().map(Moderation::word).orElse(Moderation.SITE));
    // Of no form where none is shown: there the page is the same for all.
    model.put("key", writes ? FormKey.create() : "");
    model.put("login", login(post.slug()));
    shown.add(pages.section(shown.request(), "comments/section.jte", model));
  }

  private static boolean mayWrite(Caller caller) {
    return caller.scopes().contains(Scope.COMMENT_WRITE);
  }

  private static String login(String slug) {
    String next = "/blogs/" + slug + "#comments";
    return "/login?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
  }

  /** Shows the form again with the key it had: sent twice, it still makes one comment. */
  void offerForm(HttpServletRequest request, String slug) {
    RequestFields fields = RequestFields.of(request);
    if (fields.isForm()) {
      String key = FormKey.of(fields).orElseGet(FormKey::create);
      String parent = fields.text("parent").orElse("");
      FailedForm.offer(request, FORM, form("/blogs/" + slug + "/comments", slug, key, parent));
    }
  }

  static void offerEditForm(HttpServletRequest request, CommentView comment) {
    FailedForm.offer(request, FORM, () -> editModel(comment));
  }

  static Reply editForm(CommentView comment) {
    Map<String, Object> model = editModel(comment);
    model.put("typed", new Typed(Map.of("body", comment.body()), Map.of()));
    return Reply.page(FORM, () -> model);
  }

  private static Map<String, Object> editModel(CommentView comment) {
    return form("/comments/" + comment.id() + "/edit", comment.slug(), "", "");
  }

  private static Map<String, Object> form(String action, String slug, String key, String parent) {
    Map<String, Object> model = new HashMap<>();
    model.put("action", action);
    model.put("slug", slug);
    model.put("key", key);
    model.put("parent", parent);
    return model;
  }

  /** Where a comment stands on the page of its post. */
  String address(Optional<Caller> caller, CommentView comment) {
    int page = reading.pageOf(caller, comment.id(), THREADS_A_PAGE);
    String query = query(page, 0);
    boolean crowded =
        comment.thread().isPresent()
            && reading.list(caller, comment.slug(), page, THREADS_A_PAGE).threads().items().stream()
                .flatMap(thread -> thread.replies().stream())
                .noneMatch(one -> one.id() == comment.id());
    return "/blogs/"
        + comment.slug()
        + (crowded ? query(1, comment.thread().get()) : query)
        + "#comment-"
        + comment.id();
  }

  /** The query of a page of comments, or of one thread that has the page to itself. */
  static String query(int page, long thread) {
    if (thread != 0) {
      return "?thread=" + thread;
    }
    return page == 1 ? "" : "?comments=" + page;
  }
}
