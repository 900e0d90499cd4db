package org.inkgate.revisions;

/** A piece of text that two revisions share, or that one of them has alone. */
public record DiffPart(Kind kind, String text) {

  /** The kind of change; a gap stands for a long piece that both share. */
  public enum Kind {
    SAME,
    DELETED,
    INSERTED,
    GAP
  }
}
