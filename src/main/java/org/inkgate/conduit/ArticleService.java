package org.inkgate.conduit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.inkgate.blog.BlogService;
import org.inkgate.blog.NewPosts;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestFields;
import org.inkgate.http.Validation;
import org.inkgate.markdown.Slug;
import org.inkgate.posts.PostDraft;
import org.inkgate.posts.PostStatus;
import org.inkgate.posts.PostView;
import org.inkgate.tokens.Caller;

/** Writes articles: posts that are published at once. */
@ApplicationScoped
class ArticleService {

  private static final String TITLE = "title";
  private static final String DESCRIPTION = "description";
  private static final String BODY = "body";
  private static final String TAGS = "tagList";

  private BlogService blog;
  private NewPosts newPosts;
  private Validation validation;

  ArticleService() {}

  @Inject
  ArticleService(BlogService blog, NewPosts newPosts, Validation validation) {
    this.blog = blog;
    this.newPosts = newPosts;
    this.validation = validation;
  }

  /**
   * Publishes a new article.
   *
   * @param key names one sending of the request
   * @throws RequestFailedException as {@link NewPosts#create} does
   */
  PostView create(Caller caller, RequestFields fields, Optional<String> key) {
    Required.all(fields, TITLE, DESCRIPTION, BODY);
    PostDraft nothing = new PostDraft("", "", List.of(), PostStatus.PUBLISHED, Optional.empty());
    return newPosts.create(caller, validation.check(fields, over(fields, nothing)), key);
  }

  /**
   * Changes what an article says. As the specification wants, its address follows the title, and
   * the old one leads on; where another article has the new one, it stays.
   *
   * @throws RequestFailedException as {@link BlogService#update} does
   */
  PostView update(Caller caller, String slug, RequestFields fields) {
    Required.changed(fields, TITLE, DESCRIPTION, BODY);
    if (fields.isNull(TAGS)) {
      fields.error(TAGS, "site.problem.strings");
    }
    try {
      return blog.patch(caller, slug, post -> moved(post, changed(fields, post)), Optional.empty());
    } catch (RequestFailedException e) {
      if (!"slug-taken".equals(e.problem().type())) {
        throw e;
      }
      return blog.patch(caller, slug, post -> changed(fields, post), Optional.empty());
    }
  }

  private PostDraft changed(RequestFields fields, PostDraft post) {
    return validation.check(fields, over(fields, post));
  }

  private static PostDraft moved(PostDraft before, PostDraft after) {
    return after.title().equals(before.title())
        ? after
        : at(after, Optional.of(Slug.ofTitle(after.title()).value()));
  }

  private static PostDraft over(RequestFields fields, PostDraft post) {
    return new PostDraft(
        fields.has(TITLE) ? fields.text(TITLE).orElse("") : post.title(),
        fields.has(BODY) ? fields.text(BODY).orElse("") : post.body(),
        fields.has(TAGS) ? fields.texts(TAGS) : post.tags(),
        post.status(),
        post.publishAt(),
        post.slug(),
        fields.has(DESCRIPTION) ? fields.text(DESCRIPTION) : post.summary());
  }

  private static PostDraft at(PostDraft post, Optional<String> slug) {
    return new PostDraft(
        post.title(),
        post.body(),
        post.tags(),
        post.status(),
        post.publishAt(),
        slug,
        post.summary());
  }
}
