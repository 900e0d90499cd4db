package org.inkgate.comments;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import org.inkgate.http.Answers;
import org.inkgate.http.Events;
import org.inkgate.http.Face;
import org.inkgate.http.Listing;
import org.inkgate.http.QueryParameters;
import org.inkgate.http.RequestFields;
import org.inkgate.http.Routes;
import org.inkgate.http.Validation;
import org.inkgate.idempotency.IdempotencyKey;
import org.inkgate.tokens.Caller;

/**
 * Answers for the comments of one post. A filter, because no servlet mapping can name what begins
 * as the BlogServlet's addresses do and ends in "comments".
 */
public class PostCommentsFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final int LARGEST_SIZE = 100;

  @Inject private transient Comments comments;
  @Inject private transient CommentReading reading;
  @Inject private transient CommentPages pages;
  @Inject private transient CommentModeration moderation;
  @Inject private transient Validation validation;

  private final transient Routes routes =
      new Routes()
          .on("GET", "/blogs/{slug}/comments", this::list)
          .on("POST", "/blogs/{slug}/comments", this::create)
          .on("POST", "/blogs/{slug}/comments/settings", this::changeRule)
          .on("PUT", "/blogs/{slug}/comments/settings", this::changeRule);

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String[] path = Routes.path(request).split("/", -1);
    if (path.length > 3 && "comments".equals(path[3])) {
      routes.dispatch(request, response);
    } else {
      chain.doFilter(request, response);
    }
  }

  private void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
    QueryParameters parameters = new QueryParameters(request);
    int page = parameters.page();
    int size = parameters.number("size", CommentPages.THREADS_A_PAGE, LARGEST_SIZE);
    parameters.check();
    Optional<Caller> caller = Caller.find(request);
    Listing<CommentThread> found = reading.list(caller, slug(request), page, size).threads();
    if (Face.of(request) == Face.HTML) {
      String query = page == 1 ? "" : "?comments=" + page;
      Answers.seeOther(response, "/blogs/" + slug(request) + query + "#comments");
      return;
    }
    response.setHeader("Cache-Control", caller.isPresent() ? "no-store" : "no-cache");
    found.answer(request, response, found.json("comments", CommentJson::of));
  }

  private void create(HttpServletRequest request, HttpServletResponse response) throws IOException {
    RequestFields fields = RequestFields.of(request);
    pages.offerForm(request, slug(request));
    CommentDraft draft = validation.check(fields, CommentDraft.of(fields));
    Caller caller = Caller.of(request);
    CommentView comment =
        comments.add(
            caller,
            slug(request),
            draft,
            IdempotencyKey.of(request).or(() -> CommentPages.formKey(fields)));
    Events.log(
        request, Level.INFO, "comment.created", "comment", comment.id(), "by", caller.subject());
    if (Face.of(request) == Face.HTML) {
      Answers.seeOther(response, pages.address(Optional.of(caller), comment));
      return;
    }
    response.setStatus(HttpServletResponse.SC_CREATED);
    response.setHeader("Location", "/comments/" + comment.id());
    response.setHeader("Cache-Control", "no-store");
    Answers.json(response, CommentJson.of(comment).add("Message", "Operation Successful").build());
  }

  private void changeRule(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Caller caller = Caller.of(request);
    String rule = moderation.changeOfPost(caller, slug(request), RequestFields.of(request));
    Events.log(
        request,
        Level.INFO,
        "comments.rule_changed",
        "slug",
        slug(request),
        "to",
        rule,
        "by",
        caller.subject());
    if (Face.of(request) == Face.HTML) {
      Answers.seeOther(response, "/blogs/" + slug(request) + "#comments");
    } else {
      Answers.json(response, AdminCommentsServlet.json(rule));
    }
  }

  private static String slug(HttpServletRequest request) {
    return Routes.segment(request, 2);
  }
}
