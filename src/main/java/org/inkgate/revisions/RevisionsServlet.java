package org.inkgate.revisions;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.inkgate.http.Json;
import org.inkgate.http.Listing;
import org.inkgate.http.QueryParameters;
import org.inkgate.http.Reply;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.tokens.Caller;

/** The revisions of a post, and what changed from one to another. */
public class RevisionsServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient History history;

  @Override
  protected void routes(Routes at) {
    at.get("/blogs/{slug}/revisions", this::list);
    at.get("/blogs/{slug}/revisions/{n}", this::show);
  }

  private Reply list(HttpServletRequest request) {
    QueryParameters parameters = new QueryParameters(request);
    int page = parameters.page();
    parameters.check();
    Caller caller = Caller.of(request);
    Listing<RevisionSummary> revisions = history.list(caller, slug(request), page);
    return Reply.list(revisions, () -> revisions.json("revisions", RevisionsServlet::json))
        .orPage(
            "blog/revisions.jte",
            () -> Map.of("post", history.post(caller, slug(request)), "revisions", revisions));
  }

  private Reply show(HttpServletRequest request) {
    QueryParameters parameters = new QueryParameters(request);
    int against = parameters.number("against", 0, Integer.MAX_VALUE);
    parameters.check();
    Caller caller = Caller.of(request);
    Optional<Integer> other = Optional.of(against).filter(number -> number > 0);
    History.Pair comparison =
        history.pair(caller, slug(request), Routes.smallNumber(request, 4), other);
    return Reply.json(() -> json(comparison))
        .orPage(
            "blog/revision.jte",
            () ->
                Map.of(
                    "post",
                    history.post(caller, slug(request)),
                    "revision",
                    comparison.revision(),
                    "against",
                    comparison.against().map(it -> it.line().number()).orElse(0),
                    "diff",
                    comparison.diff()));
  }

  private static String slug(HttpServletRequest request) {
    return Routes.segment(request, 2);
  }

  private static JsonObjectBuilder json(History.Pair comparison) {
    RevisionView revision = comparison.revision();
    JsonArrayBuilder diff = Json.createArrayBuilder();
    comparison
        .diff()
        .forEach(
            part ->
                diff.add(
                    Json.createObjectBuilder()
                        .add("op", part.kind().name().toLowerCase(Locale.ROOT))
                        .add("text", part.text())));
    JsonObjectBuilder json =
        json(revision.line())
            .add("body", revision.body())
            .add("tags", Json.createArrayBuilder(revision.tags()))
            .add("diff", diff);
    comparison.against().ifPresent(other -> json.add("against", other.line().number()));
    return json;
  }

  private static JsonObjectBuilder json(RevisionSummary line) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("number", line.number())
            .add("title", line.title())
            .add("author", line.author())
            .add("autosaved", line.autosaved())
            .add("saved_at", line.savedAt().toString());
    line.sessionId().ifPresent(session -> json.add("session", session));
    line.restoredFrom().ifPresent(number -> json.add("restored_from", number));
    return json;
  }
}
