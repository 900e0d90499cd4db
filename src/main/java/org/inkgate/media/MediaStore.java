package org.inkgate.media;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.inkgate.config.Settings;
import org.inkgate.http.Quota;
import org.inkgate.http.RequestFailedException;
import org.inkgate.persistence.AccountLocks;
import org.inkgate.persistence.Retried;

/** The images in the database, where every node and every backup has them. */
@ApplicationScoped
@Retried
@Transactional
class MediaStore {

  @PersistenceContext private EntityManager entities;

  private AccountLocks locks;
  private Settings settings;

  MediaStore() {}

  @Inject
  MediaStore(AccountLocks locks, Settings settings) {
    this.locks = locks;
    this.settings = settings;
  }

  Optional<MediaItem> byId(String id) {
    return Optional.ofNullable(entities.find(MediaItem.class, id));
  }

  /** Adds an image with its copies; one that is there already fails here and not at the commit. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void add(MediaItem item, List<Copies.Copy> copies) {
    entities.persist(item);
    entities.flush();
    for (Copies.Copy copy : copies) {
      MediaCopy stored = new MediaCopy(item.id(), copy);
      entities.persist(stored);
      entities.flush();
      for (int place = 0; place * MediaChunk.BYTES < copy.content().length; place++) {
        int start = place * MediaChunk.BYTES;
        int end = Math.min(copy.content().length, start + MediaChunk.BYTES);
        entities.persist(
            new MediaChunk(stored.id(), place, Arrays.copyOfRange(copy.content(), start, end)));
        // One piece at a time: the database has it, and memory need not keep it.
        entities.flush();
        entities.clear();
      }
    }
  }

  /**
   * The same, unless its owner has as much as an account may.
   *
   * @throws RequestFailedException 507
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void addWithinLimit(MediaItem item, List<Copies.Copy> copies) {
    locks.lock(item.ownerId());
    requireRoomFor(item.ownerId(), item.byteCount());
    add(item, copies);
  }

  /**
   * Refuses more bytes of images than an account may have.
   *
   * @throws RequestFailedException 507
   */
  void requireRoomFor(long ownerId, long more) {
    Quota.checkBytes(
        bytes(ownerId) + more, settings.limits().mediaBytes(), "moderation.problem.quota-images");
  }

  /** Says of an image that was uploaded again what is said of it now. */
  MediaView describe(String id, String alt) {
    MediaItem item = entities.find(MediaItem.class, id);
    item.describe(alt);
    return item.view();
  }

  /** The newest images of a user. */
  List<MediaView> list(long ownerId, int first, int most) {
    return entities
        .createQuery(
            "SELECT m FROM MediaItem m WHERE m.ownerId = :owner AND m.purpose = :purpose"
                + " ORDER BY m.createdAt DESC, m.id",
            MediaItem.class)
        .setParameter("owner", ownerId)
        .setParameter("purpose", Purpose.POST)
        .setFirstResult(first)
        .setMaxResults(most)
        .getResultStream()
        .map(MediaItem::view)
        .toList();
  }

  long count(long ownerId) {
    return entities
        .createQuery(
            "SELECT COUNT(m) FROM MediaItem m WHERE m.ownerId = :owner AND m.purpose = :purpose",
            Long.class)
        .setParameter("owner", ownerId)
        .setParameter("purpose", Purpose.POST)
        .getSingleResult();
  }

  /** How many bytes the images of a user have, without their smaller copies. */
  private long bytes(long ownerId) {
    Number sum =
        entities
            .createQuery(
                "SELECT SUM(m.byteCount) FROM MediaItem m WHERE m.ownerId = :owner", Number.class)
            .setParameter("owner", ownerId)
            .getSingleResult();
    return sum == null ? 0 : sum.longValue();
  }

  /** The ids of all images of a user, avatars included. */
  List<String> ids(long ownerId) {
    return entities
        .createQuery("SELECT m.id FROM MediaItem m WHERE m.ownerId = :owner", String.class)
        .setParameter("owner", ownerId)
        .getResultList();
  }

  /** Makes public those of these images that are held. */
  void release(Collection<String> ids) {
    if (!ids.isEmpty()) {
      entities
          .createQuery("UPDATE MediaItem m SET m.held = FALSE WHERE m.id IN :ids")
          .setParameter("ids", ids)
          .executeUpdate();
    }
  }

  /** The copy of a width, or the image itself where no copy exists. */
  Optional<MediaCopy> copy(String id, int width) {
    List<MediaCopy> copies =
        entities
            .createQuery(
                "SELECT c FROM MediaCopy c WHERE c.mediaId = :id ORDER BY c.width DESC",
                MediaCopy.class)
            .setParameter("id", id)
            .getResultList();
    return copies.stream()
        .filter(copy -> copy.width() == width)
        .findFirst()
        .or(() -> copies.stream().findFirst());
  }

  Optional<byte[]> chunk(long copyId, int place) {
    return entities
        .createQuery(
            "SELECT c.content FROM MediaChunk c WHERE c.copyId = :copy AND c.place = :place",
            byte[].class)
        .setParameter("copy", copyId)
        .setParameter("place", place)
        .getResultStream()
        .findFirst();
  }

  void remove(String id) {
    entities
        .createQuery(
            "DELETE FROM MediaChunk c WHERE c.copyId IN"
                + " (SELECT m.id FROM MediaCopy m WHERE m.mediaId = :id)")
        .setParameter("id", id)
        .executeUpdate();
    entities
        .createQuery("DELETE FROM MediaCopy c WHERE c.mediaId = :id")
        .setParameter("id", id)
        .executeUpdate();
    entities
        .createQuery("DELETE FROM MediaItem m WHERE m.id = :id")
        .setParameter("id", id)
        .executeUpdate();
  }
}
