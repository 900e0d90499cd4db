package org.inkgate.http;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.File;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.inkgate.config.Settings;

/**
 * Knows whether there is room to store something, before the database runs out of it: Derby then
 * closes, for readers too, until it can write again.
 */
@ApplicationScoped
public class DiskSpace {

  private static final Logger LOG = Logger.getLogger(DiskSpace.class.getName());

  /** What is stored is written to a file of its own on the way, into a log, and where it stays. */
  private static final int COPIES = 3;

  private final AtomicBoolean full = new AtomicBoolean();
  private File folder;
  private long reserve;

  DiskSpace() {}

  @Inject
  DiskSpace(Settings settings) {
    this.folder = settings.dataDir().toFile();
    this.reserve = settings.diskReserve();
  }

  @PostConstruct
  void measure() {
    GaugeWithCallback.builder()
        .name("inkgate_disk_free_bytes")
        .help("Room that is left where DATA_DIR is")
        .callback(gauge -> gauge.call(folder.getUsableSpace()))
        .register();
  }

  /**
   * Whether that much can be stored and the reserve is still there.
   *
   * @param bytes the size of what came, zero or less where that is not known
   */
  public boolean hasRoomFor(long bytes) {
    long free = folder.getUsableSpace();
    boolean isFull = free < reserve;
    if (full.getAndSet(isFull) != isFull) {
      LOG.log(
          Level.WARNING,
          isFull
              ? "The disk is full: {0} bytes are free in DATA_DIR. Only what is read is answered"
              : "There is room on the disk again: {0} bytes are free in DATA_DIR",
          free);
    }
    return free - COPIES * Math.max(0, bytes) >= reserve;
  }

  /**
   * Refuses what there is no room for.
   *
   * @throws RequestFailedException 507
   */
  public void require(long bytes) {
    if (!hasRoomFor(bytes)) {
      throw new RequestFailedException(Problem.storageFull());
    }
  }
}
