package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
          "org.inkgate.comments.CommentMarkdown", Set.of("html"),
          "org.inkgate.comments.CommentView", Set.of("html"),
          "org.inkgate.comments.CommentJson", Set.of("of", "complete"),
          "org.inkgate.users.PasswordHasher", Set.of("hash", "matches", "pretend"),
          "org.inkgate.revisions.TextDiff", Set.of("of"));

  /** An import: one at a time, by an administrator, and no request waits for it. */
  private static final Set<String> IN_THE_BACKGROUND =
      Set.of("org.inkgate.transfer.imports.PostImport", "org.inkgate.transfer.imports.SiteImport");

  @Test
  @DisplayName("security 80: no transaction renders, hashes or compares texts")
  void nothingSlowIsCalledInATransaction() {
    Set<String> found = new TreeSet<>();
    RoomsTest.WAR.stream()
        .flatMap(type -> type.getCodeUnits().stream())
        .filter(TransactionsTest::beginsTransaction)
        .filter(unit -> !IN_THE_BACKGROUND.contains(unit.getOwner().getName()))
        .forEach(unit -> follow(unit, unit.getFullName(), new HashSet<>(), found));
    assertEquals(Set.of(), found);
  }

  /**
   * Goes on to whatever is called, by lambdas too; what listens to an event is a call of its own.
   */
  private static void follow(
      JavaCodeUnit unit, String way, Set<JavaCodeUnit> seen, Set<String> found) {
    if (!seen.add(unit)) {
      return;
    }
    for (JavaCodeUnitAccess<?> call : calls(unit)) {
      String owner = call.getTargetOwner().getName();
      String further = way + " > " + owner + "." + call.getName();
      if (SLOW.getOrDefault(owner, Set.of()).contains(call.getName())) {
        found.add(further);
      } else if (call.getTarget().resolveMember().isPresent()) {
        JavaCodeUnit next = (JavaCodeUnit) call.getTarget().resolveMember().get();
        if (owner.startsWith("org.inkgate.") && !isOutside(next)) {
          follow(next, further, seen, found);
        }
      }
    }
  }

  private static List<JavaCodeUnitAccess<?>> calls(JavaCodeUnit unit) {
    List<JavaCodeUnitAccess<?>> calls = new ArrayList<>(unit.getCallsFromSelf());
    calls.addAll(unit.getCodeUnitReferencesFromSelf());
    return calls;
  }

  private static boolean beginsTransaction(JavaCodeUnit unit) {
    return type(unit).isPresent() && !isOutside(unit);
  }

  /** Whether a method never runs in a transaction. */
  private static boolean isOutside(JavaCodeUnit unit) {
    return type(unit).filter(TxType.NEVER::equals).isPresent();
  }

  private static Optional<TxType> type(JavaCodeUnit unit) {
    return unit.tryGetAnnotationOfType(Transactional.class)
        .or(() -> unit.getOwner().tryGetAnnotationOfType(Transactional.class))
        .map(Transactional::value);
  }
}
