package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Holds that a transaction, which holds a connection, does not wait for slow computations. */
class TransactionsTest {

  /** By class, the methods that may take a second of processor time. */
  private static final Map<String, Set<String>> SLOW =
      Map.of(
          "org.inkgate.markdown.Markdown", Set.of("html", "refusal", "check", "summary", "plain"),
          "org.inkgate.users.PasswordHasher", Set.of("hash", "matches", "pretend"),
          "org.inkgate.revisions.TextDiff", Set.of("of"));

  /** An import: one at a time, by an administrator, and no request waits for it. */
  private static final Set<String> IN_THE_BACKGROUND =
      Set.of("org.inkgate.transfer.imports.PostImport", "org.inkgate.transfer.imports.SiteImport");

  @Test
  @DisplayName("security 80: no transaction renders, hashes or compares texts")
  void nothingSlowIsCalledInATransaction() {
    Set<String> found = new TreeSet<>();
    RoomsTest.WAR.forEach(
        type ->
            type.getMethodCallsFromSelf().stream()
                .filter(TransactionsTest::isSlow)
                .filter(call -> !IN_THE_BACKGROUND.contains(call.getOriginOwner().getName()))
                .filter(call -> inTransaction(call.getOrigin()))
                .map(JavaMethodCall::getDescription)
                .forEach(found::add));
    assertEquals(Set.of(), found);
  }

  private static boolean isSlow(JavaMethodCall call) {
    return SLOW.getOrDefault(call.getTargetOwner().getName(), Set.of()).contains(call.getName());
  }

  private static boolean inTransaction(JavaCodeUnit origin) {
    return origin
        .tryGetAnnotationOfType(Transactional.class)
        .or(() -> origin.getOwner().tryGetAnnotationOfType(Transactional.class))
        .filter(transaction -> transaction.value() != Transactional.TxType.NEVER)
        .isPresent();
  }
}
