package org.inkgate.media;

import java.util.List;
import java.util.Map;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;

/** Why an upload is refused, each with the field and the rule. */
final class ImageProblems {

  static final String FIELD = "file";

  private ImageProblems() {}

  static RequestFailedException missing() {
    return new RequestFailedException(
        Problem.invalid(Map.of(FIELD, List.of("must be an image file"))));
  }

  static RequestFailedException damaged(String why) {
    return new RequestFailedException(
        Problem.invalid(Map.of(FIELD, List.of("must be a whole image, but " + why))));
  }

  static RequestFailedException noForm() {
    return unsupported(
        "A file is sent as multipart/form-data.", "must be a part of multipart/form-data");
  }

  static RequestFailedException otherType() {
    return unsupported(
        "The file is none of the images that are taken here.",
        "must be a JPEG, PNG, GIF, WebP or AVIF image");
  }

  /** A kind of one of these types that browsers don't show, or that can't be stored safely. */
  static RequestFailedException otherKind(String rule) {
    return unsupported("The file is an image of a kind that is not taken here.", rule);
  }

  private static RequestFailedException unsupported(String detail, String rule) {
    return new RequestFailedException(
        new Problem(415, "unsupported-media-type", "Unsupported Media Type", detail)
            .at(FIELD, rule));
  }

  static RequestFailedException tooManyPixels(long megapixels, int side) {
    return new RequestFailedException(
        new Problem(413, "content-too-large", "Content Too Large", "The image has too many pixels.")
            .at(
                FIELD,
                "must have at most "
                    + megapixels
                    + " megapixels, and "
                    + side
                    + " pixels on a side"));
  }

  static RequestFailedException busy() {
    return new RequestFailedException(
        new Problem(
                503,
                "unavailable",
                "Service Unavailable",
                "Too many images are being read. Try again soon.")
            .with("Retry-After", "10"));
  }

  static RequestFailedException notYours() {
    return new RequestFailedException(
        new Problem(
            403, "not-yours", "Forbidden", "Only its owner or an administrator may do that."));
  }

  static RequestFailedException tooLong(int bytes) {
    return new RequestFailedException(
        new Problem(413, "content-too-large", "Content Too Large", "The file is too large.")
            .at(FIELD, "must not be longer than " + bytes + " bytes")
            .with("Connection", "close"));
  }
}
