package org.inkgate.conduit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.stream.Collectors;
import org.inkgate.comments.CommentDraft;
import org.inkgate.comments.CommentReading;
import org.inkgate.comments.CommentThread;
import org.inkgate.comments.CommentView;
import org.inkgate.comments.Comments;
import org.inkgate.http.Json;
import org.inkgate.http.Listing;
import org.inkgate.http.Problem;
import org.inkgate.http.Reply;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestFields;
import org.inkgate.http.Routes;
import org.inkgate.http.Validation;
import org.inkgate.http.log.Events;
import org.inkgate.idempotency.IdempotencyKey;
import org.inkgate.tokens.Caller;

/** The comments of an article: threads are laid out flat, for the Conduit API has none. */
@ApplicationScoped
class ArticleComments {

  private static final int THREADS_A_PAGE = 100;

  /** The specification has no pages; ten of ours are more threads than a reader reads. */
  /** Their texts together are five megabytes at the most. */
  private static final int MOST_COMMENTS = 500;

  private static final int MOST_PAGES = 10;

  private Articles articles;
  private Comments comments;
  private CommentReading reading;
  private Profiles profiles;
  private Validation validation;

  ArticleComments() {}

  @Inject
  ArticleComments(
      Articles articles,
      Comments comments,
      CommentReading reading,
      Profiles profiles,
      Validation validation) {
    this.articles = articles;
    this.comments = comments;
    this.reading = reading;
    this.profiles = profiles;
    this.validation = validation;
  }

  Reply list(HttpServletRequest request) {
    Optional<Caller> caller = Caller.find(request);
    List<CommentView> found = all(caller, slug(request));
    Set<String> names = found.stream().map(CommentView::author).collect(Collectors.toSet());
    Map<String, ConduitProfile> authors = profiles.of(caller, names);
    JsonArrayBuilder array = Json.createArrayBuilder();
    found.forEach(comment -> array.add(json(comment, authors.get(comment.author()))));
    return Reply.json(() -> Json.createObjectBuilder().add("comments", array));
  }

  /** All comments that can be seen, oldest first. */
  private List<CommentView> all(Optional<Caller> caller, String slug) {
    List<CommentView> all = new ArrayList<>();
    int page = 1;
    Listing<CommentThread> found;
    do {
      found = reading.list(caller, slug, page, THREADS_A_PAGE).threads();
      found
          .items()
          .forEach(
              thread -> {
                all.add(thread.first());
                all.addAll(thread.replies());
              });
      page++;
    } while (page <= Math.min(found.pages(), MOST_PAGES) && all.size() < MOST_COMMENTS);
    all.removeIf(CommentView::gone);
    all.sort(Comparator.comparing(CommentView::createdAt).thenComparing(CommentView::id));
    return all;
  }

  Reply add(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    RequestFields fields = RequestFields.of(request).object("comment");
    String slug = slug(request);
    CommentDraft draft =
        validation.check(
            fields, new CommentDraft(fields.text("body").orElse(""), Optional.empty()));
    CommentView comment = comments.add(caller, slug, draft, IdempotencyKey.of(request));
    Events.log(
        request, Level.INFO, "comment.created", "comment", comment.id(), "by", caller.subject());
    ConduitProfile author = profiles.of(Optional.of(caller), comment.author());
    return Reply.json(() -> Json.createObjectBuilder().add("comment", json(comment, author)))
        .status(HttpServletResponse.SC_CREATED);
  }

  Reply delete(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    String slug = slug(request);
    ConduitErrors.about(request, "comment");
    long id = Routes.number(request, 5);
    if (!reading.find(Optional.of(caller), id).slug().equals(slug)) {
      throw new RequestFailedException(Problem.notFound());
    }
    comments.delete(caller, id);
    Events.log(request, Level.INFO, "comment.deleted", "comment", id, "by", caller.subject());
    return Reply.gone();
  }

  private static JsonObjectBuilder json(CommentView comment, ConduitProfile author) {
    return Json.createObjectBuilder()
        .add("id", comment.id())
        .add("createdAt", ConduitDate.of(comment.createdAt()))
        .add("updatedAt", ConduitDate.of(comment.updatedAt()))
        .add("body", comment.body())
        .add("author", author.toJson());
  }

  /** The address that the article has today. */
  private String slug(HttpServletRequest request) {
    return articles.post(Routes.segment(request, 3)).head().slug();
  }
}
