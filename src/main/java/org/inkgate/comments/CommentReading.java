package org.inkgate.comments;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inkgate.http.Listing;
import org.inkgate.http.RequestFailedException;
import org.inkgate.posts.PostSummary;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;

/** Finds the comments that a reader may see. Every method joins or starts a transaction. */
@ApplicationScoped
@Transactional
public class CommentReading {

  private CommentAccess access;
  private CommentStore store;
  private CommentThreads threads;

  CommentReading() {}

  @Inject
  CommentReading(CommentAccess access, CommentStore store, CommentThreads threads) {
    this.access = access;
    this.store = store;
    this.threads = threads;
  }

  /**
   * The threads below a post, as far as the caller may see them.
   *
   * @param page counted from 1
   * @param size the most threads of a page, 1 to 100
   * @throws RequestFailedException 404 for a post that the caller may not see
   */
  public CommentPage list(Optional<Caller> caller, String slug, int page, int size) {
    PostSummary post = access.post(caller, slug);
    return list(post, access.reader(caller, post), page, size);
  }

  CommentPage list(PostSummary post, CommentReader reader, int page, int size) {
    List<Comment> roots = threads.roots(post.id(), reader, page, size);
    return new CommentPage(
        new Listing<>(views(post, reader, roots), page, size, threads.count(post.id(), reader)),
        store.countApproved(post.id()));
  }

  /**
   * One thread below a post, with all its answers.
   *
   * @throws RequestFailedException 404 for one that the caller may not see
   */
  CommentPage thread(PostSummary post, CommentReader reader, long thread) {
    List<Comment> root =
        List.of(threads.root(post.id(), thread, reader).orElseThrow(CommentAccess::notFound));
    return new CommentPage(
        new Listing<>(views(post, reader, root), 1, 1, 1), store.countApproved(post.id()));
  }

  /** The same for a caller who may not see the post. */
  CommentPage thread(Optional<Caller> caller, String slug, long thread) {
    PostSummary post = access.post(caller, slug);
    return thread(post, access.reader(caller, post), thread);
  }

  private List<CommentThread> views(PostSummary post, CommentReader reader, List<Comment> roots) {
    Map<Long, List<Long>> answers =
        threads.answers(roots.stream().map(Comment::id).toList(), reader);
    Map<Long, List<Comment>> shown = threads.shown(answers.values());
    return roots.stream()
        .map(
            root ->
                new CommentThread(
                    view(root, post.slug(), reader),
                    shown.getOrDefault(root.id(), List.of()).stream()
                        .map(reply -> view(reply, post.slug(), reader))
                        .toList(),
                    answers.getOrDefault(root.id(), List.of()).size()))
        .toList();
  }

  /**
   * Finds a comment.
   *
   * @throws RequestFailedException 404 for one that the caller may not see
   */
  public CommentView find(Optional<Caller> caller, long id) {
    return access.find(caller, id).view();
  }

  /**
   * Finds a comment that the caller may change.
   *
   * @throws RequestFailedException 404, or 403 for another's comment
   */
  CommentView own(Caller caller, long id) {
    caller.require(Scope.COMMENT_WRITE);
    CommentAccess.Case found = access.find(Optional.of(caller), id);
    found.requireOwn();
    return found.view();
  }

  /**
   * Finds a comment that the caller may delete.
   *
   * @throws RequestFailedException 404, or 403 for another's comment below another's post
   */
  CommentView deletable(Caller caller, long id) {
    caller.require(Scope.COMMENT_WRITE);
    CommentAccess.Case found = access.find(Optional.of(caller), id);
    found.requireOwnOrModerator();
    return found.view();
  }

  /** The page of the list below its post on which a comment stands, counted from 1. */
  int pageOf(Optional<Caller> caller, long id, int size) {
    CommentAccess.Case found = access.find(caller, id);
    Comment root = store.byId(found.comment().root()).orElseThrow(CommentAccess::notFound);
    return (int) (threads.countBefore(root, found.reader()) / size) + 1;
  }

  private CommentView view(Comment comment, String slug, CommentReader reader) {
    CommentView view = comment.view(slug);
    return comment.visibleTo(reader) ? view : view.place();
  }
}
