package org.inkgate.blog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.inkgate.http.FailedForm;
import org.inkgate.http.Pages;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestFields;
import org.inkgate.http.Typed;

/** The browser's face of writing posts. */
@ApplicationScoped
class BlogPages {

  private static final String EDITOR = "blog/editor.jte";
  private static final String FORM_KEY = "idempotency_key";
  private static final String VERSION = "version";

  private Pages pages;

  BlogPages() {}

  @Inject
  BlogPages(Pages pages) {
    this.pages = pages;
  }

  /** Names one sending of a form, as the hidden field says. */
  static Optional<String> formKey(RequestFields fields) {
    return fields.isForm()
        ? fields.text(FORM_KEY).filter(key -> key.matches("[A-Za-z0-9-]{1,43}"))
        : Optional.empty();
  }

  /**
   * The version of the post that the form was opened for.
   *
   * @throws RequestFailedException 400 when the hidden field is no number
   */
  static Optional<Long> version(RequestFields fields) {
    try {
      return fields.text(VERSION).map(Long::valueOf);
    } catch (NumberFormatException e) {
      throw new RequestFailedException(
          Problem.invalid(Map.of(VERSION, List.of("must be a whole number"))));
    }
  }

  void newForm(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Map<String, Object> model = newModel(UUID.randomUUID().toString());
    model.put("typed", Typed.NOTHING);
    pages.render(request, response, EDITOR, model);
  }

  /** Shows the form again with the key it had: sent twice, it still makes one post. */
  void offerNewForm(HttpServletRequest request) {
    String key = formKey(RequestFields.of(request)).orElseGet(() -> UUID.randomUUID().toString());
    FailedForm.offer(request, EDITOR, newModel(key));
  }

  private static Map<String, Object> newModel(String key) {
    return editor("/blogs", "New post", key, "", false);
  }

  void editForm(HttpServletRequest request, HttpServletResponse response, PostView post)
      throws IOException {
    Map<String, Object> model =
        editor(
            "/blogs/" + post.slug() + "/edit",
            "Edit post",
            "",
            String.valueOf(post.version()),
            post.head().status() == PostStatus.PUBLISHED);
    Map<String, String> values = new LinkedHashMap<>();
    values.put("title", post.head().title());
    values.put("body", post.body());
    values.put("tags", String.join(", ", post.head().tags()));
    model.put("typed", new Typed(values, Map.of()));
    pages.render(request, response, EDITOR, model);
  }

  void offerEditForm(HttpServletRequest request, String slug, PostStatus status, String version) {
    FailedForm.offer(
        request,
        EDITOR,
        editor(
            "/blogs/" + slug + "/edit", "Edit post", "", version, status == PostStatus.PUBLISHED));
  }

  private static Map<String, Object> editor(
      String action, String heading, String key, String version, boolean published) {
    Map<String, Object> model = new HashMap<>();
    model.put("action", action);
    model.put("heading", heading);
    model.put("key", key);
    model.put("version", version);
    model.put("published", published);
    return model;
  }

  void deleteForm(HttpServletRequest request, HttpServletResponse response, PostView post)
      throws IOException {
    pages.render(request, response, "blog/delete.jte", Map.of("post", post));
  }
}
