package org.inkgate.blog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.inkgate.persistence.AccountLocks;
import org.inkgate.persistence.Retried;
import org.inkgate.posts.Addresses;
import org.inkgate.posts.BlogPost;
import org.inkgate.posts.ChangedBy;
import org.inkgate.posts.PostAccess;
import org.inkgate.posts.PostChanged;
import org.inkgate.posts.PostConflicts;
import org.inkgate.posts.PostDraft;
import org.inkgate.posts.PostStatus;
import org.inkgate.posts.PostSummary;
import org.inkgate.posts.RowVersion;
import org.inkgate.posts.StoredPost;
import org.inkgate.posts.TagStore;
import org.inkgate.revisions.RevisionView;
import org.inkgate.revisions.Revisions;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;

/**
 * Changes posts in the database, each method in one transaction. Nothing is rendered meanwhile, for
 * a transaction holds a connection.
 */
@ApplicationScoped
@Retried
@Transactional
class PostChanges {

  private BlogPosts posts;
  private PostAccess access;
  private Addresses addresses;
  private Revisions revisions;
  private TagStore tags;
  private AccountLocks locks;
  private Clock clock;
  private Event<PostChanged> changed;

  PostChanges() {}

  @Inject
  PostChanges(
      BlogPosts posts,
      PostAccess access,
      Addresses addresses,
      Revisions revisions,
      TagStore tags,
      AccountLocks locks,
      Clock clock,
      Event<PostChanged> changed) {
    this.posts = posts;
    this.access = access;
    this.addresses = addresses;
    this.revisions = revisions;
    this.tags = tags;
    this.locks = locks;
    this.clock = clock;
    this.changed = changed;
  }

  /**
   * Replaces what a post says.
   *
   * @param madeSummary what stands in lists unless the author wrote a summary
   * @param expected the version the change was made for
   * @throws org.inkgate.http.RequestFailedException 404, 403, 409 for a slug that is taken, 412
   *     when another change came first
   */
  StoredPost update(
      Caller caller,
      String slug,
      PostDraft draft,
      String madeSummary,
      Optional<RowVersion> expected,
      ChangedBy changedBy) {
    return change(
        caller,
        slug,
        expected,
        changedBy,
        (post, now) -> {
          draft.slug().ifPresent(chosen -> addresses.choose(post, chosen, now));
          post.write(draft.tagged(tags.spelled(draft.tags(), post, now)), madeSummary, now);
        });
  }

  /** What a post would say with the words of one of its revisions. */
  PostDraft ofRevision(Caller caller, String slug, int number) {
    caller.require(Scope.BLOG_READ);
    BlogPost post = access.changeable(caller, slug);
    RevisionView old = revisions.of(post, number).view();
    return post.draft().saying(old.line().title(), old.body(), old.tags());
  }

  /** The post that the form of this key made before, as it is now. */
  Optional<SentBefore> sentBefore(Caller caller, String formKey) {
    return posts
        .byForm(caller.userId(), formKey)
        .map(
            post ->
                new SentBefore(
                    post.stored(clock.instant()), revisions.lastCameFromForm(post, formKey)));
  }

  /**
   * What a form that was sent before made.
   *
   * @param latest whether the post was not changed in another way since
   */
  record SentBefore(StoredPost post, boolean latest) {}

  StoredPost publish(Caller caller, String slug) {
    return change(caller, slug, Optional.empty(), ChangedBy.of(caller), BlogPost::publish);
  }

  /** The same of what an editor has seen. */
  StoredPost publish(Caller caller, String slug, RowVersion seen) {
    return change(caller, slug, Optional.of(seen), ChangedBy.of(caller), BlogPost::publish);
  }

  /** Lets a post wait for an editor; one that readers see already stays as it is. */
  StoredPost submit(Caller caller, String slug) {
    return change(
        caller,
        slug,
        Optional.empty(),
        ChangedBy.of(caller),
        (post, now) -> {
          if (!post.isReleased()) {
            post.submit(now);
          }
        });
  }

  /** Gives a post that waits back to its author, with a note. */
  StoredPost sendBack(Caller caller, String slug, RowVersion seen, String note) {
    return change(
        caller,
        slug,
        Optional.of(seen),
        ChangedBy.of(caller),
        (post, now) -> post.sendBack(note, now));
  }

  StoredPost unpublish(Caller caller, String slug) {
    // The answer is the post: of a draft, that takes the scope for reading.
    access.readToChange(caller, slug);
    return change(caller, slug, Optional.empty(), ChangedBy.of(caller), BlogPost::unpublish);
  }

  void delete(Caller caller, String slug, Optional<RowVersion> expected) {
    BlogPost post = access.changeable(caller, slug);
    PostConflicts.checkVersion(post, expected);
    PostSummary before = post.summary(clock.instant());
    PostConflicts.explain(
        expected,
        () -> {
          posts.remove(post);
          posts.flush();
        });
    changed.fire(new PostChanged(Optional.of(before), Optional.empty()));
  }

  private StoredPost change(
      Caller caller,
      String slug,
      Optional<RowVersion> expected,
      ChangedBy changedBy,
      BiConsumer<BlogPost, Instant> change) {
    locks.lock(changedBy.userId());
    BlogPost post = access.changeable(caller, slug);
    PostConflicts.checkVersion(post, expected);
    Instant now = clock.instant();
    PostSummary before = post.summary(now);
    PostDraft said = post.draft();
    PostConflicts.explain(
        expected,
        () -> {
          change.accept(post, now);
          if (said.status() == PostStatus.DRAFT && !post.isDraft()) {
            addresses.settle(post, now);
          }
          // First: of two changes at once this row's version lets one go on.
          posts.flush();
          revisions.record(post, said, before.updatedAt(), changedBy, now);
          if (!said.tags().equals(post.tags())) {
            tags.store(post);
          }
          posts.flush();
        });
    StoredPost after = post.stored(now);
    changed.fire(new PostChanged(Optional.of(before), Optional.of(after.head())));
    return after;
  }
}
