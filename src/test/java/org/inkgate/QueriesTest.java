package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Holds that no input becomes part of a query's text. */
class QueriesTest {

  private static final Pattern QUERY =
      Pattern.compile("createQuery\\(|createNativeQuery\\(|prepareStatement\\(|Sql\\.");

  /** A text between the query's own quotes that is put in, or the whole of it filled in. */
  private static final Pattern QUOTED_VALUE =
      Pattern.compile(
          "'\"\\s*\\+|\\+\\s*\"'|'%s'|(SELECT|INSERT|UPDATE|DELETE)[^;]*\\.formatted\\(");

  @Test
  @DisplayName("security 52: every statement is a prepared one")
  void everyStatementIsPrepared() {
    DescribedPredicate<JavaMethodCall> withText =
        DescribedPredicate.describe(
            "a statement's text at the moment it is executed",
            call ->
                call.getTargetOwner().isAssignableTo(Statement.class)
                    && call.getName().startsWith("execute")
                    && !call.getTarget().getRawParameterTypes().isEmpty());
    ArchRuleDefinition.noClasses()
        .should()
        .callMethodWhere(withText)
        .orShould()
        .callMethod(Connection.class, "createStatement")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.inkgate"));
  }

  @Test
  @DisplayName("security 52: queries take values as parameters only")
  void noQueryQuotesAValue() throws IOException {
    List<Path> asking;
    try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
      asking =
          sources
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> QUERY.matcher(text(file)).find())
              .toList();
    }
    assertFalse(asking.isEmpty());
    assertEquals(
        List.of(),
        asking.stream().filter(file -> QUOTED_VALUE.matcher(text(file)).find()).toList());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
