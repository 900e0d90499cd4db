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
import java.util.Map;
import java.util.Optional;
import org.inkgate.http.Pages;
import org.inkgate.tokens.Caller;

/** The browser's face of posts. */
@ApplicationScoped
class BlogPages {

  private Pages pages;
  private Event<PostShown> showing;

  BlogPages() {}

  @Inject
  BlogPages(Pages pages, Event<PostShown> showing) {
    this.pages = pages;
    this.showing = showing;
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

  void deleteForm(HttpServletRequest request, HttpServletResponse response, PostView post)
      throws IOException {
    pages.render(request, response, "blog/delete.jte", Map.of("post", post));
  }
}
