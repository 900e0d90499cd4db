package org.inkgate.conduit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.inkgate.blog.BlogService;
import org.inkgate.http.RequestFailedException;
import org.inkgate.posts.PostSummary;
import org.inkgate.posts.PostView;
import org.inkgate.posts.PublishedPosts;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;

/** Shows published posts as articles, with what the caller has to do with them. */
@ApplicationScoped
@Transactional
class Articles {

  private BlogService blog;
  private PublishedPosts posts;
  private ArticleIndex index;
  private Favourites favourites;
  private Profiles profiles;

  Articles() {}

  @Inject
  Articles(
      BlogService blog,
      PublishedPosts posts,
      ArticleIndex index,
      Favourites favourites,
      Profiles profiles) {
    this.blog = blog;
    this.posts = posts;
    this.index = index;
    this.favourites = favourites;
    this.profiles = profiles;
  }

  /** A stretch of the list that a query asks for. */
  List<Article> list(Optional<Caller> caller, ArticleQuery query) {
    List<Long> ids = index.ids(query);
    Map<Long, PostSummary> found = posts.summaries(ids);
    return articles(caller, ids.stream().filter(found::containsKey).map(found::get).toList());
  }

  /**
   * The published post at an address, old or new. It is rendered in no transaction.
   *
   * @throws RequestFailedException 404, also for the caller's own draft
   */
  @Transactional(Transactional.TxType.NEVER)
  PostView post(String slug) {
    return blog.find(Optional.empty(), slug);
  }

  /** A post with what there is to know about it beside its words. */
  Article article(Optional<Caller> caller, PostSummary post) {
    return articles(caller, List.of(post)).get(0);
  }

  /** Asks each question once for all posts together. */
  private List<Article> articles(Optional<Caller> caller, List<PostSummary> found) {
    List<Long> ids = found.stream().map(PostSummary::id).toList();
    Map<Long, Long> counts = favourites.count(ids);
    Set<Long> liked =
        caller
            .filter(who -> who.scopes().contains(Scope.ACCOUNT))
            .map(who -> favourites.likedBy(who.userId(), ids))
            .orElse(Set.of());
    Map<String, ConduitProfile> authors =
        profiles.of(caller, found.stream().map(PostSummary::author).collect(Collectors.toSet()));
    return found.stream()
        .map(
            post ->
                new Article(
                    post,
                    liked.contains(post.id()),
                    counts.getOrDefault(post.id(), 0L),
                    authors.get(post.author())))
        .toList();
  }
}
