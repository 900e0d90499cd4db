package org.inkgate.tokens;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.inkgate.config.Settings;
import org.inkgate.config.TestSettings;

/** One server's keys, issuer and verifier, without the server. */
final class Node {

  static final String SUBJECT = "7";

  final SigningKeys keys;
  final TokenIssuer issuer;
  final TokenVerifier verifier;
  final Revocations revocations;
  private final Clock clock;

  Node(SigningKeyStore store, Clock clock, Map<String, String> values) {
    this(store, new MemoryRevocationStore(), clock, values);
  }

  Node(SigningKeyStore store, RevocationStore revoked, Clock clock, Map<String, String> values) {
    Settings settings = TestSettings.with(values);
    this.revocations = new Revocations(settings, revoked, clock);
    this.clock = clock;
    this.keys = new SigningKeys(settings, store, revocations, clock);
    this.issuer = new TokenIssuer(settings, keys, revocations);
    this.verifier =
        new TokenVerifier(
            settings, keys, revocations, (id, session) -> SUBJECT.equals("" + id), clock);
  }

  static Node started(SigningKeyStore store, Clock clock, Map<String, String> values) {
    Node node = new Node(store, clock, values);
    node.keys.start();
    return node;
  }

  String token() {
    return issuer.issue(grant());
  }

  /** What a token is issued for, read at this moment. */
  Grant grant() {
    Instant now = clock.instant();
    return new Grant(SUBJECT, "session", now, Set.of(Scope.BLOG_WRITE), Set.of("author"), now);
  }

  boolean accepts(String token) {
    return refusal(token).isEmpty();
  }

  /** Why a token is refused, or the empty string. */
  String refusal(String token) {
    try {
      verifier.verify(token);
      return "";
    } catch (TokenRefusedException e) {
      return e.getMessage();
    }
  }

  /** How many keys are in a state. */
  long count(KeyLife.State state) {
    return keys.ring().all().stream().filter(key -> key.state(clock.instant()) == state).count();
  }
}
