package org.inkgate.conduit;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import org.inkgate.blog.BlogService;
import org.inkgate.http.Json;
import org.inkgate.http.Reply;
import org.inkgate.http.RequestFields;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.log.Events;
import org.inkgate.idempotency.IdempotencyKey;
import org.inkgate.posts.PostView;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;

/** Articles, their favourites and tags; their comments are {@link ArticleComments}. */
public class ArticlesServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient Articles articles;
  @Inject private transient ArticleService service;
  @Inject private transient ArticleIndex index;
  @Inject private transient ArticleComments comments;
  @Inject private transient Favourites favourites;
  @Inject private transient BlogService blog;

  @Override
  protected void routes(Routes at) {
    at.get("/api/articles", this::list).open().tokenScheme();
    at.post("/api/articles", this::create).stores().idempotent().tokenScheme();
    at.get("/api/articles/feed", this::feed).tokenScheme();
    at.get("/api/articles/{slug}", this::read).open().tokenScheme();
    at.put("/api/articles/{slug}", this::update).stores().tokenScheme();
    at.delete("/api/articles/{slug}", this::delete).tokenScheme();
    at.post("/api/articles/{slug}/favorite", this::like).stores().idempotent().tokenScheme();
    at.delete("/api/articles/{slug}/favorite", this::unlike).tokenScheme();
    at.get("/api/articles/{slug}/comments", request -> comments.list(request)).open().tokenScheme();
    at.post("/api/articles/{slug}/comments", request -> comments.add(request))
        .stores()
        .idempotent()
        .tokenScheme();
    at.delete("/api/articles/{slug}/comments/{id}", request -> comments.delete(request))
        .tokenScheme();
    at.get("/api/tags", this::tags).open().tokenScheme();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    ConduitErrors.about(request, "article");
    super.service(request, response);
  }

  private Reply list(HttpServletRequest request) {
    return answer(request, ArticleQuery.of(request));
  }

  private Reply feed(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    // What it shows is public; whom the caller follows is not.
    caller.require(Scope.ACCOUNT);
    return answer(request, ArticleQuery.of(request).feedOf(caller.userId()));
  }

  private Reply answer(HttpServletRequest request, ArticleQuery query) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    articles.list(Caller.find(request), query).forEach(it -> array.add(it.toJson()));
    return Reply.json(
        () ->
            Json.createObjectBuilder()
                .add("articles", array)
                .add("articlesCount", index.count(query)));
  }

  private Reply create(HttpServletRequest request) {
    RequestFields fields = RequestFields.of(request).object("article");
    PostView post = service.create(Caller.of(request), fields, IdempotencyKey.of(request));
    log(request, "post.created", post.head().slug());
    return answer(request, post).status(HttpServletResponse.SC_CREATED);
  }

  private Reply read(HttpServletRequest request) {
    return answer(request, articles.post(slug(request)));
  }

  private Reply update(HttpServletRequest request) {
    RequestFields fields = RequestFields.of(request).object("article");
    String slug = articles.post(slug(request)).head().slug();
    PostView post = service.update(Caller.of(request), slug, fields);
    log(request, "post.updated", post.head().slug());
    return answer(request, post);
  }

  private Reply delete(HttpServletRequest request) {
    String slug = articles.post(slug(request)).head().slug();
    blog.delete(Caller.of(request), slug, Optional.empty());
    log(request, "post.deleted", slug);
    return Reply.gone();
  }

  private Reply like(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    caller.require(Scope.ACCOUNT);
    PostView post = articles.post(slug(request));
    OnceOnly.add(() -> favourites.add(caller.userId(), post.head().id()));
    return answer(request, post);
  }

  private Reply unlike(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    caller.require(Scope.ACCOUNT);
    PostView post = articles.post(slug(request));
    favourites.remove(caller.userId(), post.head().id());
    return answer(request, post);
  }

  private Reply tags(HttpServletRequest request) {
    return Reply.json(
        () -> Json.createObjectBuilder().add("tags", Json.createArrayBuilder(index.tags())));
  }

  private Reply answer(HttpServletRequest request, PostView post) {
    Article article = articles.article(Caller.find(request), post.head());
    return Reply.json(
        () -> Json.createObjectBuilder().add("article", article.toJson().add("body", post.body())));
  }

  private static void log(HttpServletRequest request, String event, String slug) {
    Events.log(request, Level.INFO, event, "slug", slug, "by", Caller.of(request).subject());
  }

  private static String slug(HttpServletRequest request) {
    return Routes.segment(request, 3);
  }
}
