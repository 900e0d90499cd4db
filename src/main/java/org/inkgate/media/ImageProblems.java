package org.inkgate.media;

import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.texts.Message;

/** Why an upload is refused, each with the field and the rule. */
final class ImageProblems {

  static final String FIELD = "file";

  private ImageProblems() {}

  static RequestFailedException missing() {
    return new RequestFailedException(Problem.invalid(FIELD, "media.problem.image-file"));
  }

  static RequestFailedException damaged(String why, Object... arguments) {
    return new RequestFailedException(
        Problem.invalid(FIELD, "media.problem.damaged", Message.of(why, arguments)));
  }

  static RequestFailedException noForm() {
    return unsupported("media.problem.multipart", "media.problem.part");
  }

  static RequestFailedException otherType() {
    return unsupported("media.problem.no-image", "media.problem.types");
  }

  /** A kind of one of these types that browsers don't show, or that can't be stored safely. */
  static RequestFailedException otherKind(String rule) {
    return unsupported("media.problem.other-kind", rule);
  }

  private static RequestFailedException unsupported(String detail, String rule) {
    return new RequestFailedException(
        Problem.of(415, "unsupported-media-type", detail).at(FIELD, rule));
  }

  static RequestFailedException tooManyPixels(long megapixels, int side) {
    return new RequestFailedException(
        Problem.of(413, "content-too-large", "media.problem.many-pixels")
            .at(FIELD, "media.problem.megapixels", megapixels, side));
  }

  static RequestFailedException busy() {
    return new RequestFailedException(
        Problem.of(503, "unavailable", "media.problem.busy").with("Retry-After", "10"));
  }

  static RequestFailedException notYours() {
    return new RequestFailedException(Problem.of(403, "not-yours", "media.problem.not-yours"));
  }

  static RequestFailedException tooLong(int bytes) {
    return new RequestFailedException(
        Problem.of(413, "content-too-large", "media.problem.too-large")
            .at(FIELD, "media.problem.bytes", bytes)
            .with("Connection", "close"));
  }
}
