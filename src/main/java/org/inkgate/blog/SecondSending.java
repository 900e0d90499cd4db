package org.inkgate.blog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.inkgate.tokens.Caller;

/**
 * Decides what a form means that is sent twice: it makes one post. When it says something else the
 * second time, whose first answer may never have arrived, that is what its author means, unless the
 * post went on since.
 */
@ApplicationScoped
class SecondSending {

  private BlogService blog;
  private BlogPosts posts;
  private PostAccess access;

  SecondSending() {}

  @Inject
  SecondSending(BlogService blog, BlogPosts posts, PostAccess access) {
    this.blog = blog;
    this.posts = posts;
    this.access = access;
  }

  /**
   * The post of the first sending, as the second wants it; empty when this is the first.
   *
   * @throws org.inkgate.http.RequestFailedException 412 when the post was changed since
   */
  @Transactional
  Optional<PostView> of(Caller caller, PostDraft draft, String formKey, Hand hand) {
    Optional<BlogPost> post = posts.byForm(caller.userId(), formKey);
    if (post.isEmpty()) {
      return Optional.empty();
    }
    PostDraft before = post.get().draft();
    if (draft.saysTheSameAs(before) && draft.status() == before.status()) {
      return Optional.of(access.view(post.get()));
    }
    if (!post.get().untouched()) {
      throw PostConflicts.changedMeanwhile();
    }
    Optional<Long> version = Optional.of(post.get().version());
    return Optional.of(blog.update(caller, post.get().slug(), draft, version, hand));
  }
}
