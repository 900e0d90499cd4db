package org.inkgate.media;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStream;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestFields;
import org.inkgate.http.Validation;

/**
 * A file that was sent as the field "file" of a form; it waits on disk until there is room for it.
 *
 * @param alt what the image shows; empty when it is not given
 */
record Upload(Part file, @Size(max = 500) String alt) {

  /** The most bytes of a file. */
  static final int MOST_BYTES = 10 * 1024 * 1024;

  /** The most bytes of a request with a file: a form's other fields and its boundaries, too. */
  static final long MOST_REQUEST_BYTES = MOST_BYTES + 64 * 1024L;

  /**
   * Takes a request's file.
   *
   * @throws RequestFailedException 400 without one, 413 when it is too long, 415 for a body that
   *     holds no files
   */
  static Upload of(HttpServletRequest request, Validation validation) {
    RequestFields fields = RequestFields.of(request);
    if (!fields.isForm()) {
      throw ImageProblems.noForm();
    }
    Part file = file(request);
    return validation.check(fields, new Upload(file, fields.text("alt").orElse("").strip()));
  }

  private static Part file(HttpServletRequest request) {
    try {
      Part part = isMultipart(request) ? request.getPart(ImageProblems.FIELD) : null;
      if (part == null || part.getSubmittedFileName() == null || part.getSize() == 0) {
        throw ImageProblems.missing();
      }
      if (part.getSize() > MOST_BYTES) {
        throw ImageProblems.tooLong(MOST_BYTES);
      }
      return part;
    } catch (IOException | ServletException e) {
      throw unreadable();
    }
  }

  private static boolean isMultipart(HttpServletRequest request) {
    return request.getContentType().regionMatches(true, 0, "multipart/", 0, 10);
  }

  byte[] bytes() {
    try (InputStream content = file.getInputStream()) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw unreadable();
    }
  }

  private static RequestFailedException unreadable() {
    return new RequestFailedException(Problem.badRequest("site.problem.incomplete"));
  }
}
