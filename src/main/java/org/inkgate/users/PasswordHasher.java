package org.inkgate.users;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;

/**
 * Hashes passwords with Argon2id (RFC 9106) at the parameters OWASP recommends.
 *
 * <p>Each hash takes 19 MiB, so only a few run at once; a few more wait, and the rest are told to
 * come back.
 */
@ApplicationScoped
public class PasswordHasher {

  private static final int MEMORY_KIB = 19_456;
  private static final int ITERATIONS = 2;
  private static final int PARALLELISM = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int LONGEST_QUEUE = 64;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Duration longestWait;
  private final Semaphore permits;

  /** One for each that runs or waits; counting them by the queue's length would let a rush in. */
  private final Semaphore places;

  PasswordHasher() {
    this(
        atOnce(Runtime.getRuntime().availableProcessors(), Runtime.getRuntime().maxMemory()),
        LONGEST_WAIT);
  }

  /** Shows how many wait, once there is one hasher for all. */
  @PostConstruct
  void measure() {
    GaugeWithCallback.builder()
        .name("inkgate_password_hashes_waiting")
        .help("Password hashes that wait for their turn")
        .callback(gauge -> gauge.call(permits.getQueueLength()))
        .register();
  }

  PasswordHasher(int atOnce, Duration longestWait) {
    this.longestWait = longestWait;
    permits = new Semaphore(atOnce, true);
    places = new Semaphore(atOnce + LONGEST_QUEUE);
  }

  /** As many as there are processors, in at most a quarter of the memory. */
  static int atOnce(int processors, long memoryBytes) {
    long fitting = memoryBytes / 4 / (MEMORY_KIB * 1024L);
    return (int) Math.max(1, Math.min(processors, fitting));
  }

  /** Hashes a new password into a PHC string. */
  public String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    PhcString phc = new PhcString(MEMORY_KIB, ITERATIONS, PARALLELISM, salt, new byte[HASH_BYTES]);
    return phc.withHash(compute(password, phc)).toString();
  }

  /** Whether a password is the one that was hashed. */
  public boolean matches(String password, String hash) {
    PhcString phc = PhcString.parse(hash);
    return MessageDigest.isEqual(compute(password, phc), phc.hash());
  }

  /** Takes the time of a comparison, for a user who does not exist. */
  public void pretend(String password) {
    compute(
        password,
        new PhcString(
            MEMORY_KIB, ITERATIONS, PARALLELISM, new byte[SALT_BYTES], new byte[HASH_BYTES]));
  }

  /** Whether a hash was made with other parameters than a new one would be. */
  public boolean outdated(String hash) {
    PhcString phc = PhcString.parse(hash);
    return phc.memoryKib() != MEMORY_KIB
        || phc.iterations() != ITERATIONS
        || phc.parallelism() != PARALLELISM
        || phc.salt().length != SALT_BYTES
        || phc.hash().length != HASH_BYTES;
  }

  private byte[] compute(String password, PhcString phc) {
    return withPermit(
        () -> {
          Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
          argon2.init(
              new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                  .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                  .withMemoryAsKB(phc.memoryKib())
                  .withIterations(phc.iterations())
                  .withParallelism(phc.parallelism())
                  .withSalt(phc.salt())
                  .build());
          byte[] computed = new byte[phc.hash().length];
          argon2.generateBytes(composed(password).toCharArray(), computed);
          return computed;
        });
  }

  /** One form of Unicode: a Mac decomposes "ü" where others don't (NIST SP 800-63B §5.1.1.2). */
  private static String composed(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFC);
  }

  private byte[] withPermit(Supplier<byte[]> work) {
    if (!places.tryAcquire()) {
      throw busy();
    }
    try {
      if (!permits.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy();
      }
      try {
        return work.get();
      } finally {
        permits.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    } finally {
      places.release();
    }
  }

  private static RequestFailedException busy() {
    return new RequestFailedException(
        Problem.of(503, "busy", "accounts.problem.logins")
            .with("Retry-After", String.valueOf(LONGEST_WAIT.toSeconds())));
  }
}
