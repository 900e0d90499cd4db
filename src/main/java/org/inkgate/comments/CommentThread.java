package org.inkgate.comments;

import java.util.List;

/**
 * A comment and the answers to it, oldest first.
 *
 * @param answers how many there are, of which a crowded page shows the first alone
 */
public record CommentThread(CommentView first, List<CommentView> replies, long answers) {

  /** How many answers are not shown. */
  public long more() {
    return answers - replies.size();
  }
}
