package org.inkgate.blog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.inkgate.http.FailedForm;
import org.inkgate.http.Reply;
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

  EditorPages() {}

  @Inject
  EditorPages(BlogService blog, SecondSending second, WorkingCopies copies) {
    this.blog = blog;
    this.second = second;
    this.copies = copies;
  }

  /** The form of a new post. An author who comes back to it finds the post that it made. */
  Reply newForm(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    caller.require(Scope.BLOG_WRITE);
    if (FormKey.isMissing(request)) {
      return Reply.seeOther(FormKey.path(request));
    }
    Optional<String> key = FormKey.ofPage(request);
    Optional<String> made = key.flatMap(it -> second.slug(caller, it));
    if (made.isPresent()) {
      return Reply.seeOther("/blogs/" + made.get() + "/edit");
    }
    EditorPage editor = EditorPage.ofNew(key.orElseGet(FormKey::create), !Role.publishes(caller));
    return show(editor, Typed.NOTHING);
  }

  /** Shows the form again with the key it had: sent twice, it still makes one post. */
  void offerNewForm(HttpServletRequest request) {
    FailedForm.offer(request, TEMPLATE, () -> Map.of("editor", newEditor(request)));
  }

  private static EditorPage newEditor(HttpServletRequest request) {
    return EditorPage.ofNew(
        FormKey.of(RequestFields.of(request)).orElseGet(FormKey::create),
        !Role.publishes(Caller.of(request)));
  }

  Reply editForm(HttpServletRequest request) {
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
    return show(editor, new Typed(values, Map.of()));
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
    FailedForm.offer(request, TEMPLATE, () -> Map.of("editor", of(request, post, version)));
  }

  private static EditorPage of(HttpServletRequest request, PostView post, String version) {
    return EditorPage.of(post, version, !Role.publishes(Caller.of(request)));
  }

  /** Shows what the body will look like, above the form with all that was typed. */
  Reply preview(HttpServletRequest request, RequestFields fields, String html) {
    EditorPage editor = previewed(request, fields).showing(html);
    return show(editor, new Typed(fields.kept(), Map.of()));
  }

  /** Says which form to show, with all that was typed, should the body break a rule. */
  void offerPreviewForm(HttpServletRequest request, RequestFields fields) {
    FailedForm.offer(request, TEMPLATE, () -> Map.of("editor", previewed(request, fields)));
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

  private static Reply show(EditorPage editor, Typed typed) {
    return Reply.page(TEMPLATE, () -> Map.of("editor", editor, "typed", typed));
  }

  Reply deleteForm(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    String slug = Routes.segment(request, 2);
    blog.draft(caller, slug);
    PostView post = blog.find(Optional.of(caller), slug);
    return Reply.page("blog/delete.jte", () -> Map.of("post", post));
  }
}
