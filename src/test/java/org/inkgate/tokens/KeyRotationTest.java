package org.inkgate.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.inkgate.config.BadSettingException;
import org.inkgate.http.RequestFailedException;
import org.inkgate.testing.MutableClock;
import org.jose4j.jwk.JsonWebKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A signing key's life, walked through by the clock. */
class KeyRotationTest {

  private static final String SECRET = "a secret of more than 32 bytes, for HS256";
  private static final Duration LIFETIME = Duration.ofMinutes(30);

  private final MutableClock clock = new MutableClock();
  private final SigningKeyStore store = new MemoryKeyStore();

  private record Issued(String token, String kid, Instant expiresAt) {}

  @Test
  void aKeyIsNextThenActiveThenRetiringThenGone() {
    Node node = node(Map.of());
    String first = node.keys.active().getKeyId();
    assertEquals(KeyLife.State.ACTIVE, state(node, first));
    String second = next(node);
    assertEquals(KeyLife.State.NEXT, state(node, second));

    walk(node, Duration.ofDays(30));
    assertEquals(second, node.keys.active().getKeyId());
    assertEquals(KeyLife.State.RETIRING, state(node, first));
    assertTrue(published(node).contains(first));

    walk(node, LIFETIME.plusMinutes(2));
    assertFalse(published(node).contains(first));
    assertTrue(node.keys.ring().find(first, clock.instant()).isEmpty());
    assertTrue(store.all().stream().noneMatch(key -> key.kid().equals(first)), "still stored");
  }

  /** Statement 12 of the security list: two keys verify during a rotation. */
  @Test
  @DisplayName("security 12: two keys verify during a rotation, a retired one no longer")
  void atEveryMomentEveryUnexpiredTokenVerifiesAndNoneOfAGoneKey() {
    Map<String, String> daily = Map.of("KEY_ROTATION_DAYS", "1");
    List<Node> nodes = List.of(node(daily), node(daily));
    List<Issued> tokens = new ArrayList<>();
    Set<String> signers = new HashSet<>();
    Map<String, Instant> publishedSince = new HashMap<>();
    published(nodes.get(0)).forEach(kid -> publishedSince.put(kid, Instant.MIN));
    Instant end = clock.instant().plus(Duration.ofDays(6));
    for (int step = 0; clock.instant().isBefore(end); step++) {
      // The nodes look at different moments, and one of them rarely.
      nodes.get(0).keys.tend();
      if (step % 7 == 0) {
        nodes.get(1).keys.tend();
      }
      if (step % 90 == 89) {
        nodes.get(step % 2).keys.rotate();
        nodes.forEach(node -> node.keys.tend());
      }
      published(nodes.get(0)).forEach(kid -> publishedSince.putIfAbsent(kid, clock.instant()));
      for (Node node : nodes) {
        String kid = node.keys.active().getKeyId();
        tokens.add(new Issued(node.token(), kid, clock.instant().plus(LIFETIME)));
        if (signers.add(kid)) {
          Instant since = publishedSince.get(kid);
          assertTrue(since != null, "signs and was not published");
          assertFalse(
              since.plus(KeySchedule.JWKS_MAX_AGE).isAfter(clock.instant()), "published too late");
        }
      }
      tokens.removeIf(token -> isOver(token, nodes));
      clock.advance(Duration.ofMinutes(11));
    }
    assertTrue(signers.size() > 8, signers.size() + " keys signed");
  }

  private boolean isOver(Issued token, List<Node> nodes) {
    boolean unexpired = clock.instant().isBefore(token.expiresAt());
    for (Node node : nodes) {
      String refusal = node.refusal(token.token());
      if (unexpired) {
        assertEquals("", refusal);
      }
      if (node.keys.ring().find(token.kid(), clock.instant()).isEmpty()) {
        assertNotEquals("", refusal, "signed with a key that is gone");
      }
    }
    return clock.instant().isAfter(token.expiresAt().plus(Duration.ofMinutes(40)));
  }

  @Test
  @DisplayName("security 12: a token that was remembered ends with its key")
  void aTokenRememberedEndsWithItsKeyEvenIfItSaysLater() {
    Node node = node(Map.of());
    JsonWebKey stolen = node.keys.active();
    walk(node, Duration.ofDays(30).plus(LIFETIME).plusSeconds(30));
    assertEquals(KeyLife.State.RETIRING, state(node, stolen.getKeyId()));
    String late = Claims.of(clock.instant()).signedBy(stolen);
    assertTrue(node.accepts(late));
    clock.advance(Duration.ofSeconds(40));
    assertEquals("UNKNOWN_KEY: kid is not known", node.refusal(late));
  }

  @Test
  @DisplayName("security 89: what a withdrawn key signed is refused at once, and a new key signs")
  void whatAWithdrawnKeySignedIsRefusedAtOnce() {
    Node node = node(Map.of());
    JsonWebKey stolen = node.keys.active();
    String token = node.token();
    assertTrue(node.accepts(token));

    node.keys.withdraw(stolen.getKeyId());
    assertEquals("UNKNOWN_KEY: kid is not known", node.refusal(token));
    assertEquals(
        "UNKNOWN_KEY: kid is not known",
        node.refusal(Claims.of(clock.instant()).signedBy(stolen)),
        "nor what a thief signs later");
    assertFalse(published(node).contains(stolen.getKeyId()));
    assertNotEquals(stolen.getKeyId(), node.keys.active().getKeyId());
    assertTrue(node.accepts(node.token()));
    assertThrows(RequestFailedException.class, () -> node.keys.withdraw(stolen.getKeyId()));

    walk(node, Duration.ofDays(40));
    assertTrue(node.accepts(node.token()), "keys go on turning");
  }

  @Test
  @DisplayName("security 89: another node refuses a withdrawn key as soon as it heard of it")
  void anotherNodeRefusesAWithdrawnKeyAsSoonAsItHeardOfIt() {
    RevocationStore revoked = new MemoryRevocationStore();
    Node here = new Node(store, revoked, clock, Map.of());
    here.keys.start();
    Node there = new Node(store, revoked, clock, Map.of());
    there.keys.start();
    String token = here.token();
    assertTrue(there.accepts(token), "and remembers it");

    here.keys.withdraw(here.keys.active().getKeyId());
    there.revocations.poll();
    assertEquals("UNKNOWN_KEY: kid is not known", there.refusal(token));
    assertTrue(here.accepts(there.token()), "both sign with the new key");
    assertEquals(published(here), published(there));
  }

  @Test
  @DisplayName("security 89: the next and a retiring key can be withdrawn, too")
  void theNextKeyCanBeWithdrawnToo() {
    Node node = node(Map.of());
    String active = node.keys.active().getKeyId();
    String next = next(node);
    node.keys.withdraw(next);
    assertEquals(active, node.keys.active().getKeyId());
    assertNotEquals(next, next(node));
    assertEquals(1, node.count(KeyLife.State.NEXT));
  }

  @Test
  void rotatingByHandWaitsUntilEveryCacheOfTheJwksKnowsTheKey() {
    Node node = node(Map.of());
    String first = node.keys.active().getKeyId();
    String second = next(node);
    Instant takeover = node.keys.rotate();
    assertFalse(takeover.isBefore(clock.instant().plus(KeySchedule.JWKS_MAX_AGE)));
    assertEquals(takeover, node.keys.rotate(), "a second click changes nothing");
    assertEquals(first, node.keys.active().getKeyId());
    walk(node, Duration.between(clock.instant(), takeover));
    assertEquals(second, node.keys.active().getKeyId());
  }

  @Test
  void rotatingByHandTakesAMinuteWhenTheNextKeyIsLongKnown() {
    Node node = node(Map.of());
    walk(node, Duration.ofDays(2));
    assertEquals(clock.instant().plus(KeySchedule.SPREAD), node.keys.rotate());
  }

  @Test
  void twoNodesThatStartAtOnceVerifyEachOthersTokens() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      Callable<Node> start = () -> node(Map.of());
      List<Node> nodes = new ArrayList<>();
      for (Future<Node> started : pool.invokeAll(java.util.Collections.nCopies(8, start))) {
        nodes.add(started.get());
      }
      for (Node issuing : nodes) {
        String token = issuing.token();
        nodes.forEach(node -> assertEquals("", node.refusal(token)));
      }
      assertEquals(2, store.all().size(), "one active, one next");
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aKeyThatAnotherNodeMadeIsFoundAtOnceButNotAtEveryGuess() {
    Node here = node(Map.of());
    Node there = node(Map.of());
    clock.advance(Duration.ofDays(31));
    there.keys.tend();
    clock.advance(Duration.ofDays(31));
    there.keys.tend();
    assertTrue(here.accepts(there.token()), "the key was made after this node looked");

    CountingStore counting = new CountingStore();
    Node counted = Node.started(counting, clock, Map.of());
    for (int guess = 100; guess < 200; guess++) {
      counted.keys.find("x".repeat(40) + guess);
      counted.keys.find("too short " + guess);
    }
    assertEquals(1, counting.reads);
    clock.advance(Duration.ofSeconds(6));
    counted.keys.find("y".repeat(43));
    assertEquals(2, counting.reads);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "EdDSA"})
  void anotherAlgorithmMakesANewKeyAndLetsTheOldOneRetire(String algorithm) {
    String old = node(Map.of()).token();
    Node node = node(Map.of("JWT_ALGORITHM", algorithm));
    assertTrue(node.accepts(old));
    assertEquals("ES256", node.keys.active().getAlgorithm(), "the new key is not known yet");
    assertEquals(1, node.count(KeyLife.State.NEXT));
    Node again = node(Map.of("JWT_ALGORITHM", algorithm));
    walk(again, KeySchedule.SHORT_NOTICE);
    assertEquals(algorithm, again.keys.active().getAlgorithm());
    assertTrue(again.accepts(old));
    assertTrue(again.accepts(again.token()));
    walk(again, LIFETIME.plusMinutes(2));
    assertEquals(0, again.count(KeyLife.State.RETIRING));
  }

  @Test
  void anotherAlgorithmJustBeforeARotationLeavesNoMomentWithoutAKey() {
    Node before = node(Map.of());
    walk(before, Duration.ofDays(30).minusSeconds(45));
    Node node = node(Map.of("JWT_ALGORITHM", "RS256"));
    List<String> tokens = new ArrayList<>();
    for (int minute = 0; minute < 20; minute++) {
      tokens.add(node.token());
      assertEquals(1, node.count(KeyLife.State.ACTIVE));
      walk(node, Duration.ofMinutes(1));
      tokens.forEach(token -> assertEquals("", node.refusal(token)));
    }
    assertEquals("RS256", node.keys.active().getAlgorithm());
  }

  @Test
  void withJwtSecretKeyWhatOwnKeysSignedIsValidUntilItExpires() {
    String old = node(Map.of()).token();
    Node node = node(Map.of("JWT_SECRET_KEY", SECRET));
    assertEquals("HS256", node.keys.active().getAlgorithm());
    assertTrue(node.accepts(old));
    assertTrue(node.accepts(node.token()));
    assertThrows(RequestFailedException.class, node.keys::rotate);
    walk(node, LIFETIME.plusMinutes(2));
    assertFalse(node.accepts(old));
    assertTrue(store.all().isEmpty());
    assertEquals("ES256", node(Map.of()).keys.active().getAlgorithm());
  }

  @Test
  void aServerThatWasOffForMonthsSignsAtOnce() {
    node(Map.of());
    clock.advance(Duration.ofDays(200));
    Node node = node(Map.of());
    assertTrue(node.accepts(node.token()));
    assertEquals(1, node.count(KeyLife.State.ACTIVE));
    assertEquals(1, node.count(KeyLife.State.NEXT));
  }

  /** Statement 11 of the security list, for the other secret: a wrong one stops the start. */
  @Test
  void anotherSecretKeyRefusesToStartInOneLine() {
    node(Map.of());
    BadSettingException refused =
        assertThrows(
            BadSettingException.class,
            () -> node(Map.of("SECRET_KEY", "fedcba9876543210fedcba9876543210")));
    assertTrue(refused.getMessage().startsWith("SECRET_KEY is not the one"), refused.getMessage());
    assertEquals(1, refused.getMessage().lines().count());
  }

  private static final class CountingStore extends SigningKeyStore {

    private final MemoryKeyStore keys = new MemoryKeyStore();
    private int reads;

    @Override
    List<SigningKey> all() {
      reads++;
      return keys.all();
    }

    @Override
    List<SigningKey> change(java.util.function.Consumer<List<SigningKey>> change) {
      return keys.change(change);
    }
  }

  private Node node(Map<String, String> values) {
    return Node.started(store, clock, values);
  }

  /** Lets time pass, and the node do what it does twice a minute. */
  private void walk(Node node, Duration duration) {
    Instant end = clock.instant().plus(duration);
    Duration step =
        duration.compareTo(Duration.ofDays(1)) > 0 ? Duration.ofHours(6) : KeySchedule.LOOK;
    while (clock.instant().plus(step).isBefore(end)) {
      clock.advance(step);
      node.keys.tend();
    }
    clock.advance(Duration.between(clock.instant(), end));
    node.keys.tend();
  }

  private KeyLife.State state(Node node, String kid) {
    return node.keys.ring().find(kid, clock.instant()).orElseThrow().state(clock.instant());
  }

  private String next(Node node) {
    return node.keys.ring().all().stream()
        .filter(key -> key.state(clock.instant()) == KeyLife.State.NEXT)
        .findFirst()
        .orElseThrow()
        .id();
  }

  private List<String> published(Node node) {
    return node.keys.ring().publicKeys(clock.instant()).stream().map(JsonWebKey::getKeyId).toList();
  }
}
