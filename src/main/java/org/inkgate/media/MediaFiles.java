package org.inkgate.media;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.inkgate.http.Problem;
import org.inkgate.http.QueryParameters;
import org.inkgate.http.Reply;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.Routes;
import org.inkgate.markdown.ImageAddress;
import org.inkgate.tokens.Caller;

/** Sends images. The image at a URL never changes, so no client needs to ask for it twice. */
@ApplicationScoped
class MediaFiles {

  private MediaStore store;
  private HeldMedia held;

  MediaFiles() {}

  @Inject
  MediaFiles(MediaStore store, HeldMedia held) {
    this.store = store;
    this.held = held;
  }

  Reply reply(HttpServletRequest request) {
    ImageAddress address = ImageAddress.of(Routes.path(request)).orElseThrow(MediaFiles::notFound);
    MediaItem item = item(address);
    boolean open = held.isPublic(item);
    if (!open && !HeldMedia.shows(item, Caller.find(request))) {
      throw notFound();
    }
    MediaCopy copy = copy(address, width(request, address));
    String name = address.id() + "-" + copy.width() + "." + copy.type().extension();
    String etag = "\"" + address.id() + "-" + copy.width() + "\"";
    Reply reply =
        Reply.file(
                copy.type().mediaType(),
                "inline; filename=\"" + name + "\"",
                copy.byteCount(),
                start -> write(copy, start.begin()))
            .version(etag)
            // The same for all clients, with or without a credential.
            .header("Vary", "Accept-Encoding")
            // Feed readers show it, too.
            .header("Cross-Origin-Resource-Policy", "cross-origin")
            .header("Content-Security-Policy", "default-src 'none'; sandbox");
    return open ? reply.keptForever() : reply;
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

  private void write(MediaCopy copy, OutputStream output) throws IOException {
    long left = copy.byteCount();
    for (int place = 0; left > 0; place++) {
      byte[] chunk =
          store
              .chunk(copy.id(), place)
              .orElseThrow(() -> new EOFException("The image was deleted while it was sent"));
      output.write(chunk);
      left -= chunk.length;
    }
  }

  private static RequestFailedException notFound() {
    return new RequestFailedException(Problem.notFound());
  }
}
