package org.inkgate.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.inkgate.http.Face;
import org.inkgate.http.Json;
import org.inkgate.http.Listing;
import org.inkgate.http.Pages;
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
  private Pages pages;
  private Clock clock;

  SearchPages() {}

  @Inject
  SearchPages(IndexKeeper index, PublishedPosts posts, Pages pages, Clock clock) {
    this.index = index;
    this.posts = posts;
    this.pages = pages;
    this.clock = clock;
  }

  @Override
  public void answer(HttpServletRequest request, HttpServletResponse response, PostQuery query)
      throws IOException {
    Results results = results(query);
    if (Face.of(request) == Face.HTML) {
      // Of what people look for, other search engines need no copy.
      response.setHeader("X-Robots-Tag", "noindex");
      pages.render(request, response, "search/results.jte", Map.of("results", results));
      return;
    }
    boolean personal = Caller.find(request).isPresent();
    response.setHeader("Cache-Control", personal ? "no-store" : "no-cache");
    results.found().answer(request, response, results.found().json("posts", SearchPages::json));
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
