package org.inkgate.media;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import org.inkgate.http.EntityTag;
import org.inkgate.http.Problem;
import org.inkgate.http.QueryParameters;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.Routes;
import org.inkgate.markdown.ImageAddress;
import org.inkgate.tokens.Caller;

/** Sends images. The image at a URL never changes, so no client needs to ask for it twice. */
@ApplicationScoped
class MediaFiles {

  private static final String FOR_EVER = "max-age=31536000, immutable";

  private MediaStore store;
  private HeldMedia held;

  MediaFiles() {}

  @Inject
  MediaFiles(MediaStore store, HeldMedia held) {
    this.store = store;
    this.held = held;
  }

  void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
    ImageAddress address = ImageAddress.of(Routes.path(request)).orElseThrow(MediaFiles::notFound);
    MediaItem item = item(address);
    boolean open = held.isPublic(item);
    if (!open && !HeldMedia.shows(item, Caller.find(request))) {
      throw notFound();
    }
    MediaCopy copy = copy(address, width(request, address));
    String name = address.id() + "-" + copy.width() + "." + copy.type().extension();
    String etag = "\"" + address.id() + "-" + copy.width() + "\"";
    // A renewed session's cookies are for one reader only.
    boolean personal = response.containsHeader("Set-Cookie");
    response.setHeader(
        "Cache-Control", open ? (personal ? "private, " : "public, ") + FOR_EVER : "no-store");
    response.setHeader("ETag", etag);
    // The same for all clients, with or without a credential.
    response.setHeader("Vary", "Accept-Encoding");
    // Feed readers show it, too.
    response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
    if (EntityTag.isKnown(request, etag)) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType(copy.type().mediaType());
    // What web.xml names is for text.
    response.setCharacterEncoding(null);
    response.setHeader("Content-Disposition", "inline; filename=\"" + name + "\"");
    response.setContentLengthLong(copy.byteCount());
    if (!"HEAD".equals(request.getMethod())) {
      write(copy, response);
    }
  }

  /** The width that is asked for, of the usual ones; the image's own when none is. */
  private static int width(HttpServletRequest request, ImageAddress address) {
    QueryParameters parameters = new QueryParameters(request);
    Optional<String> wanted = parameters.text("w");
    Optional<Integer> width =
        ImageAddress.COPIES.stream()
            .filter(copy -> wanted.filter(String.valueOf(copy)::equals).isPresent())
            .findFirst();
    if (wanted.isPresent() && width.isEmpty()) {
      parameters.error("w", "site.problem.one-of", ImageAddress.COPIES);
    }
    parameters.check();
    return width.orElse(address.width());
  }

  private MediaItem item(ImageAddress address) {
    return store
        .byId(address.id())
        .filter(found -> found.view().address().equals(address))
        .orElseThrow(MediaFiles::notFound);
  }

  private MediaCopy copy(ImageAddress address, int width) {
    return store.copy(address.id(), width).orElseThrow(MediaFiles::notFound);
  }

  private void write(MediaCopy copy, HttpServletResponse response) throws IOException {
    long left = copy.byteCount();
    for (int place = 0; left > 0; place++) {
      byte[] chunk =
          store
              .chunk(copy.id(), place)
              .orElseThrow(() -> new EOFException("The image was deleted while it was sent"));
      response.getOutputStream().write(chunk);
      left -= chunk.length;
    }
  }

  private static RequestFailedException notFound() {
    return new RequestFailedException(Problem.notFound());
  }
}
