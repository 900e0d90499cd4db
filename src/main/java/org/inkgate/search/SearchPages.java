package org.inkgate.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.inkgate.http.Json;
import org.inkgate.http.Listing;
import org.inkgate.http.Reply;
import org.inkgate.posts.PostJson;
import org.inkgate.posts.PostQuery;
import org.inkgate.posts.PostSearch;
import org.inkgate.posts.PostSummary;
import org.inkgate.posts.PublishedPosts;
import org.inkgate.tokens.Caller;

/** Answers searches in both representations. */
@ApplicationScoped
class SearchPages implements PostSearch {

  private IndexKeeper index;
  private PublishedPosts posts;
  private Clock clock;

  SearchPages() {}

  @Inject
  SearchPages(IndexKeeper index, PublishedPosts posts, Clock clock) {
    this.index = index;
    this.posts = posts;
    this.clock = clock;
  }

  @Override
  public Reply answer(HttpServletRequest request, PostQuery query) {
    Results results = results(query);
    return Reply.list(results.found(), () -> results.found().json("posts", SearchPages::json))
        .keptIf(Caller.find(request).isEmpty())
        .orPage("search/results.jte", () -> Map.of("results", results))
        // Of what people look for, other search engines need no copy.
        .pageHeader("X-Robots-Tag", "noindex");
  }

  private Results results(PostQuery query) {
    Found found = index.find(query, clock.instant());
    // The database has the last word on what may be seen.
    Map<Long, PostSummary> visible =
        posts.summaries(found.hits().stream().map(Found.Hit::id).toList());
    List<Result> results =
        found.hits().stream()
            .filter(hit -> visible.containsKey(hit.id()))
            .map(hit -> new Result(visible.get(hit.id()), hit.title(), hit.excerpt()))
            .toList();
    return new Results(query, new Listing<>(results, query.page(), query.size(), found.total()));
  }

  private static JsonObjectBuilder json(Result result) {
    return PostJson.of(result.post())
        .add(
            "highlights",
            Json.createObjectBuilder()
                .add("title", result.title())
                .add("excerpt", result.excerpt()));
  }
}
