package org.inkgate.comments;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestFields;
import org.inkgate.posts.PostSummary;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;

/** Changes which comments are held: on the whole site, or below one post. */
@ApplicationScoped
class CommentModeration {

  private static final String FIELD = "moderation";

  private CommentAccess access;
  private ModerationRules rules;

  CommentModeration() {}

  @Inject
  CommentModeration(CommentAccess access, ModerationRules rules) {
    this.access = access;
    this.rules = rules;
  }

  /**
   * Gives a post its own rule, or the site's again.
   *
   * @return the word of the rule
   * @throws RequestFailedException 404, 403 for a caller who may not change the post, 400
   */
  @Transactional
  String changeOfPost(Caller caller, String slug, RequestFields fields) {
    caller.require(Scope.BLOG_WRITE);
    PostSummary post = access.postToWriteBelow(caller, slug);
    if (!access.reader(Optional.of(caller), post).moderator()) {
      throw CommentAccess.forbidden("not-yours", "posts.problem.author-or-editor");
    }
    String word = fields.text(FIELD).orElse("");
    Optional<Moderation> rule =
        Moderation.SITE.equals(word) ? Optional.empty() : Optional.of(rule(word));
    rules.setOfPost(post.id(), rule);
    return word;
  }

  /**
   * Changes the rule of all posts that have none of their own.
   *
   * @throws RequestFailedException 403 for a caller who is not an administrator, 400
   */
  @Transactional
  String changeOfSite(Caller caller, RequestFields fields) {
    caller.require(Scope.ADMIN);
    Moderation rule = rule(fields.text(FIELD).orElse(""));
    rules.setOfSite(rule);
    return rule.word();
  }

  /**
   * The rule of all posts that have none of their own.
   *
   * @throws RequestFailedException 403 for a caller who is not an administrator
   */
  String ofSite(Caller caller) {
    caller.require(Scope.ADMIN);
    return rules.ofSite().word();
  }

  private static Moderation rule(String word) {
    return Moderation.of(word)
        .orElseThrow(() -> new RequestFailedException(Problem.invalid(FIELD, Moderation.RULE)));
  }
}
