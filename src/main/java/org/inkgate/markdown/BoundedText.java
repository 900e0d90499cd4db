package org.inkgate.markdown;

/** Takes what a library writes, as long as it is not too much. */
final class BoundedText implements Appendable {

  /** More was written than there may be. */
  static final class FullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FullException() {
      // It says all by its name, and happens where time is short.
      super(null, null, false, false);
    }
  }

  private final StringBuilder text = new StringBuilder();
  private final int most;

  BoundedText(int most) {
    this.most = most;
  }

  @Override
  public Appendable append(CharSequence more) {
    return append(more, 0, more.length());
  }

  @Override
  public Appendable append(CharSequence more, int start, int end) {
    if (end - start > most - text.length()) {
      throw new FullException();
    }
    text.append(more, start, end);
    return this;
  }

  @Override
  public Appendable append(char more) {
    return append(String.valueOf(more));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
