package org.inkgate.comments;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who gets to see a comment. */
public enum CommentState {
  /** Seen by all readers. */
  APPROVED,
  /** Its author and the moderators, until one of these has decided. */
  HELD,
  /** The moderators only. */
  HIDDEN,
  /** Seen by no reader: only its place is left, for the replies below it. */
  DELETED;

  /** The name in JSON and query strings. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of this name; empty for an unknown name. */
  public static Optional<CommentState> of(String word) {
    return Arrays.stream(values()).filter(state -> state.word().equals(word)).findFirst();
  }
}
