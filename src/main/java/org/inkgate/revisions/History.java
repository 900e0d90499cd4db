package org.inkgate.revisions;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.inkgate.http.Listing;
import org.inkgate.posts.BlogPost;
import org.inkgate.posts.PostAccess;
import org.inkgate.posts.PostSummary;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;

/** Shows those who may change a post what it said before. */
@ApplicationScoped
@Transactional
class History {

  private PostAccess access;
  private Revisions revisions;

  History() {}

  @Inject
  History(PostAccess access, Revisions revisions) {
    this.access = access;
    this.revisions = revisions;
  }

  /**
   * A revision beside another.
   *
   * @param against what it is compared with; empty for the very first
   */
  record Pair(RevisionView revision, Optional<RevisionView> against) {

    /** What changed. It may take long, so it is asked for after the transaction. */
    List<DiffPart> diff() {
      String before = against.map(RevisionView::whole).orElse("");
      return TextDiff.of(before, revision.whole());
    }
  }

  /** The post itself, for the heading of its history. */
  PostSummary post(Caller caller, String slug) {
    return access.read(Optional.of(caller), slug).head();
  }

  Listing<RevisionSummary> list(Caller caller, String slug, int page) {
    return revisions.list(readable(caller, slug), page);
  }

  /** A revision beside another, or else beside the one before it, to be compared. */
  Pair pair(Caller caller, String slug, int number, Optional<Integer> with) {
    BlogPost post = readable(caller, slug);
    RevisionView revision = revisions.of(post, number).view();
    Optional<Integer> other = with.isPresent() || number == 1 ? with : Optional.of(number - 1);
    return new Pair(revision, other.map(it -> revisions.of(post, it).view()));
  }

  private BlogPost readable(Caller caller, String slug) {
    caller.require(Scope.BLOG_READ);
    return access.own(caller, slug);
  }
}
