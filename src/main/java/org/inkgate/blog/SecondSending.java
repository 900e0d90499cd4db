package org.inkgate.blog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.inkgate.markdown.Markdown;
import org.inkgate.posts.ChangedBy;
import org.inkgate.posts.PostConflicts;
import org.inkgate.posts.PostDraft;
import org.inkgate.posts.PostView;
import org.inkgate.posts.StoredPost;
import org.inkgate.tokens.Caller;

/**
 * Decides what a form of a new post means that is sent again: it makes one post. When it says
 * something else than before, because its author came back to it or the first answer never arrived,
 * that is what the post shall say, unless it was changed in another way since.
 */
@ApplicationScoped
class SecondSending {

  private BlogService blog;
  private PostChanges changes;
  private Markdown markdown;

  SecondSending() {}

  @Inject
  SecondSending(BlogService blog, PostChanges changes, Markdown markdown) {
    this.blog = blog;
    this.changes = changes;
    this.markdown = markdown;
  }

  /**
   * The post of the first sending, as this one wants it; empty when this is the first.
   *
   * @throws org.inkgate.http.RequestFailedException 412 when the post was changed since
   */
  Optional<PostView> of(Caller caller, PostDraft draft, String formKey, ChangedBy changedBy) {
    return changes
        .sentBefore(caller, formKey)
        .map(before -> again(caller, draft, before, changedBy));
  }

  /** Where the post is that a form made before. */
  Optional<String> slug(Caller caller, String formKey) {
    return changes.sentBefore(caller, formKey).map(before -> before.post().head().slug());
  }

  private PostView again(
      Caller caller, PostDraft draft, PostChanges.SentBefore before, ChangedBy changedBy) {
    StoredPost post = before.post();
    if (draft.saysTheSameAs(post.draft()) && draft.status() == post.draft().status()) {
      return post.view(markdown.html(post.draft().body()));
    }
    if (!before.latest()) {
      throw PostConflicts.changedMeanwhile();
    }
    return blog.update(
        caller, post.head().slug(), draft, Optional.of(post.rowVersion()), changedBy);
  }
}
