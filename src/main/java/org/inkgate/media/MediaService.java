package org.inkgate.media;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.inkgate.config.Secret;
import org.inkgate.config.Settings;
import org.inkgate.http.Listing;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.Validation;
import org.inkgate.markdown.ImageAddress;
import org.inkgate.persistence.DatabaseConflict;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;
import org.inkgate.users.Role;
import org.jose4j.lang.HashUtil;

/** What can be done with images, and who may do it. */
@ApplicationScoped
public class MediaService {

  /** Each may take a hundred megabytes while it is read. */
  private static final int AT_ONCE = 2;

  private static final long LONGEST_WAIT_SECONDS = 20;
  private static final int ID_BYTES = 16;
  private static final int SQUARE_PIXELS = 256;

  private final Semaphore permits = new Semaphore(AT_ONCE, true);

  private MediaStore store;
  private Validation validation;
  private Clock clock;
  private Secret idKey;

  MediaService() {}

  @Inject
  MediaService(MediaStore store, Validation validation, Clock clock, Settings settings) {
    this.store = store;
    this.validation = validation;
    this.clock = clock;
    this.idKey = new Secret(settings.secretKey().derive("media-ids"));
  }

  /**
   * Stores an image without its metadata, and smaller copies of it. Who stores the same again finds
   * the one that is there.
   *
   * @throws RequestFailedException 403 without the scope, 400, 413 or 415 for an unsuitable image,
   *     503 when too many are waiting
   */
  MediaView add(Caller caller, Upload upload) {
    caller.require(Scope.MEDIA_WRITE);
    return add(caller, upload, Purpose.POST, UnaryOperator.identity());
  }

  private MediaView add(
      Caller caller, Upload upload, Purpose purpose, UnaryOperator<ImageFile> change) {
    validation.check(upload);
    try {
      if (!permits.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw ImageProblems.busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ImageProblems.busy();
    }
    try {
      ImageFile file = change.apply(ImageFile.read(upload.bytes()));
      return store(caller, purpose, file, upload.alt());
    } finally {
      permits.release();
    }
  }

  private MediaView store(Caller caller, Purpose purpose, ImageFile file, String alt) {
    String id = id(caller.userId(), purpose, file.content());
    if (store.byId(id).isEmpty()) {
      long owner = caller.userId();
      // Asked again where it is stored: most that have no room learn it before copies are made.
      store.requireRoomFor(owner, file.content().length);
      try {
        boolean held = !Role.publishes(caller);
        MediaItem item = new MediaItem(id, owner, purpose, file, alt, held, clock.instant());
        store.addWithinLimit(item, copies(file));
      } catch (PersistenceException e) {
        // The user pressed the button twice.
        if (!DatabaseConflict.isDuplicate(e)) {
          throw e;
        }
      }
    }
    return store.describe(id, alt);
  }

  /**
   * Stores an image that was on another server under the address it had there.
   *
   * @return false when there is an image of that id
   * @throws RequestFailedException when it is not a suitable image
   * @throws IllegalArgumentException when it is not the one of that address
   */
  public boolean takeOver(
      ImageAddress address, long ownerId, String purpose, byte[] content, String alt, Instant at) {
    if (store.byId(address.id()).isPresent()) {
      return false;
    }
    ImageFile file = ImageFile.read(content);
    boolean same =
        file.width() == address.width()
            && file.height() == address.height()
            && file.type().extension().equals(address.extension());
    if (!same) {
      throw new IllegalArgumentException("This is not the image of " + address.path());
    }
    Purpose meant =
        Arrays.stream(Purpose.values())
            .filter(one -> one.name().equalsIgnoreCase(purpose))
            .findFirst()
            .orElse(Purpose.POST);
    store.add(new MediaItem(address.id(), ownerId, meant, file, alt, false, at), copies(file));
    return true;
  }

  /** An image and its smaller copies, made before a transaction begins. */
  private static List<Copies.Copy> copies(ImageFile file) {
    List<Copies.Copy> copies = new ArrayList<>();
    copies.add(new Copies.Copy(file.width(), file.type(), file.content()));
    copies.addAll(Copies.of(file));
    return copies;
  }

  /**
   * Two users' equal images are two, so that each may delete their own. Keyed: otherwise anyone
   * with a copy of an image could compute its ids, and so ask which user uploaded it.
   */
  private String id(long ownerId, Purpose purpose, byte[] content) {
    MessageDigest digest = HashUtil.getMessageDigest(HashUtil.SHA_256);
    digest.update(ByteBuffer.allocate(12).putLong(ownerId).putInt(purpose.ordinal()).flip());
    String name = HexFormat.of().formatHex(digest.digest(content));
    return HexFormat.of().formatHex(idKey.derive(name), 0, ID_BYTES);
  }

  /** A page of the caller's own images, newest first. */
  Listing<MediaView> list(Caller caller, int page, int size) {
    caller.require(Scope.MEDIA_WRITE);
    return new Listing<>(
        store.list(caller.userId(), (page - 1) * size, size),
        page,
        size,
        store.count(caller.userId()));
  }

  /**
   * An image for a post that the caller may delete.
   *
   * @throws RequestFailedException 404, or 403 when it is another's
   */
  MediaView deletable(Caller caller, String id) {
    caller.require(Scope.MEDIA_WRITE);
    MediaItem item =
        store
            .byId(id)
            .filter(found -> found.purpose() == Purpose.POST)
            .orElseThrow(() -> new RequestFailedException(Problem.notFound()));
    if (!item.belongsTo(caller.userId()) && !caller.roles().contains(Role.ADMIN.word())) {
      throw ImageProblems.notYours();
    }
    return item.view();
  }

  /** Deletes an image for good. Posts that show it show its description from now on. */
  void delete(Caller caller, String id) {
    store.remove(deletable(caller, id).id());
  }

  /** Deletes all images of a user; the caller has asked who may do that. */
  public void deleteAll(long ownerId) {
    store.ids(ownerId).forEach(store::remove);
  }

  /** Stores the middle of an image as a small square: an avatar or an icon. */
  MediaView addSquare(Caller caller, Upload upload, Purpose purpose) {
    return add(
        caller,
        upload,
        purpose,
        file -> ImageFile.read(Copies.square(file, SQUARE_PIXELS).content()));
  }

  /**
   * Deletes a square that another one has replaced. A profile and the settings may name any path,
   * so only the caller's own picture goes, or a logo: only administrators come here with that
   * purpose.
   */
  void forget(Caller caller, Purpose purpose, String path, MediaView successor) {
    ImageAddress.of(path)
        .map(ImageAddress::id)
        .filter(id -> !id.equals(successor.id()))
        .flatMap(store::byId)
        .filter(item -> item.purpose() == purpose)
        .filter(item -> purpose == Purpose.LOGO || item.belongsTo(caller.userId()))
        .ifPresent(item -> store.remove(item.id()));
  }
}
