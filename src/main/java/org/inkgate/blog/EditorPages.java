package org.inkgate.blog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.inkgate.http.Answers;
import org.inkgate.http.FailedForm;
import org.inkgate.http.Pages;
import org.inkgate.http.RequestFields;
import org.inkgate.http.Routes;
import org.inkgate.http.Typed;
import org.inkgate.idempotency.FormKey;
import org.inkgate.posts.PostDraft;
import org.inkgate.posts.PostView;
import org.inkgate.posts.ZonedForm;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;
import org.inkgate.users.Role;
import org.inkgate.workingcopies.WorkingCopies;
import org.inkgate.workingcopies.WorkingCopyView;

/** The form in which a post is written and changed. */
@ApplicationScoped
class EditorPages {

  private static final String TEMPLATE = "blog/editor.jte";
  private static final String VERSION = "version";

  private BlogService blog;
  private SecondSending second;
  private WorkingCopies copies;
  private Pages pages;

  EditorPages() {}

  @Inject
  EditorPages(BlogService blog, SecondSending second, WorkingCopies copies, Pages pages) {
    this.blog = blog;
    this.second = second;
    this.copies = copies;
    this.pages = pages;
  }

  /** The form of a new post. An author who comes back to it finds the post that it made. */
  void newForm(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Caller caller = Caller.of(request);
    caller.require(Scope.BLOG_WRITE);
    if (FormKey.isMissing(request)) {
      Answers.seeOther(response, FormKey.path(request));
      return;
    }
    Optional<String> key = FormKey.ofPage(request);
    Optional<String> made = key.flatMap(it -> second.slug(caller, it));
    if (made.isPresent()) {
      Answers.seeOther(response, "/blogs/" + made.get() + "/edit");
      return;
    }
    EditorPage editor = EditorPage.ofNew(key.orElseGet(FormKey::create), !Role.publishes(caller));
    show(request, response, editor, Typed.NOTHING);
  }

  /** Shows the form again with the key it had: sent twice, it still makes one post. */
  void offerNewForm(HttpServletRequest request) {
    FailedForm.offer(request, TEMPLATE, Map.of("editor", newEditor(request)));
  }

  private static EditorPage newEditor(HttpServletRequest request) {
    return EditorPage.ofNew(
        FormKey.of(RequestFields.of(request)).orElseGet(FormKey::create),
        !Role.publishes(Caller.of(request)));
  }

  void editForm(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Caller caller = Caller.of(request);
    String slug = Routes.segment(request, 2);
    PostDraft draft = blog.draft(caller, slug);
    PostView post = blog.find(Optional.of(caller), slug);
    EditorPage editor = of(request, post, post.rowVersion().text());
    Map<String, String> values = values(draft);
    Optional<WorkingCopyView> copy = copies.find(caller, slug);
    if (copy.isPresent()) {
      editor = editor.goingOnFrom(copy.get(), post.head().id());
      values.putAll(copy.get().typed().values());
    }
    show(request, response, editor, new Typed(values, Map.of()));
  }

  private static Map<String, String> values(PostDraft draft) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("title", draft.title());
    values.put("body", draft.body());
    values.put("tags", String.join(", ", draft.tags()));
    values.put("slug", draft.slug().orElse(""));
    values.put("summary", draft.summary().orElse(""));
    draft.publishAt().ifPresent(at -> values.put("publish_at", ZonedForm.local(at)));
    return values;
  }

  /**
   * Says which form to show should saving fail.
   *
   * @param version what the form shall say it was opened for
   */
  void offerEditForm(HttpServletRequest request, PostView post, String version) {
    FailedForm.offer(request, TEMPLATE, Map.of("editor", of(request, post, version)));
  }

  private static EditorPage of(HttpServletRequest request, PostView post, String version) {
    return EditorPage.of(post, version, !Role.publishes(Caller.of(request)));
  }

  /** Shows what the body will look like, above the form with all that was typed. */
  void preview(
      HttpServletRequest request, HttpServletResponse response, RequestFields fields, String html)
      throws IOException {
    EditorPage editor = previewed(request, fields).showing(html);
    show(request, response, editor, new Typed(fields.kept(), Map.of()));
  }

  /** Says which form to show, with all that was typed, should the body break a rule. */
  void offerPreviewForm(HttpServletRequest request, RequestFields fields) {
    FailedForm.offer(request, TEMPLATE, Map.of("editor", previewed(request, fields)));
  }

  private EditorPage previewed(HttpServletRequest request, RequestFields fields) {
    Optional<String> slug = fields.text("post").filter(it -> !it.isBlank());
    if (slug.isEmpty()) {
      return newEditor(request);
    }
    Caller caller = Caller.of(request);
    blog.draft(caller, slug.get());
    PostView post = blog.find(Optional.of(caller), slug.get());
    return of(request, post, fields.text(VERSION).orElse(""));
  }

  private void show(
      HttpServletRequest request, HttpServletResponse response, EditorPage editor, Typed typed)
      throws IOException {
    pages.render(request, response, TEMPLATE, Map.of("editor", editor, "typed", typed));
  }

  void deleteForm(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Caller caller = Caller.of(request);
    String slug = Routes.segment(request, 2);
    blog.draft(caller, slug);
    PostView post = blog.find(Optional.of(caller), slug);
    pages.render(request, response, "blog/delete.jte", Map.of("post", post));
  }
}
