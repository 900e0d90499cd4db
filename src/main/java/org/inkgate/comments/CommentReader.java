package org.inkgate.comments;

/**
 * The reader of the comments of one post.
 *
 * @param userId 0 for a reader who is not signed in
 * @param moderator whether this user decides what others see there
 */
public record CommentReader(long userId, boolean moderator) {

  /** A reader who is not signed in. */
  static final CommentReader ANYBODY = new CommentReader(0, false);

  public boolean signedIn() {
    return userId != 0;
  }

  /** Whether this user wrote a comment. */
  public boolean wrote(CommentView comment) {
    return signedIn() && comment.authorId() == userId;
  }
}
