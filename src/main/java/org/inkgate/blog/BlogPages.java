package org.inkgate.blog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
import org.inkgate.tokens.Caller;

/** The browser's face of posts. */
@ApplicationScoped
class BlogPages {

  private static final String EDITOR = "blog/editor.jte";
  private static final String FORM_KEY = "idempotency_key";
  private static final String VERSION = "version";

  private Pages pages;
  private Event<PostShown> showing;

  BlogPages() {}

  @Inject
  BlogPages(Pages pages, Event<PostShown> showing) {
    this.pages = pages;
    this.showing = showing;
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

  void list(
      HttpServletRequest request, HttpServletResponse response, PostQuery query, PostPage page)
      throws IOException {
    Map<String, Object> model = new HashMap<>();
    model.put("posts", page);
    model.put("heading", heading(query));
    model.put("query", queryPrefix(query));
    model.put("base", "/blogs");
    pages.render(request, response, "blog/list.jte", model);
  }

  private static String heading(PostQuery query) {
    if (query.tag().isPresent()) {
      return "Posts tagged “" + query.tag().get() + "”";
    }
    if (query.author().isPresent()) {
      return "Posts by " + query.author().get();
    }
    return switch (query.status().orElse(PostStatus.PUBLISHED)) {
      case DRAFT -> "My drafts";
      case SCHEDULED -> "My scheduled posts";
      case PUBLISHED -> "Newest posts";
    };
  }

  /** The filters of a list, to go before "page=" in its links. */
  private static String queryPrefix(PostQuery query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    query.tag().ifPresent(tag -> parameters.put("tag", tag));
    query.author().ifPresent(author -> parameters.put("author", author));
    query.status().ifPresent(status -> parameters.put("status", status.word()));
    StringBuilder prefix = new StringBuilder();
    parameters.forEach(
        (name, value) ->
            prefix
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                .append('&'));
    return prefix.toString();
  }

  void post(
      HttpServletRequest request,
      HttpServletResponse response,
      Optional<Caller> caller,
      PostView post,
      boolean editable)
      throws IOException {
    PostShown shown = new PostShown(request, caller, post);
    showing.fire(shown);
    pages.render(
        request,
        response,
        "blog/post.jte",
        Map.of("post", post, "editable", editable, "sections", shown.sections()));
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
