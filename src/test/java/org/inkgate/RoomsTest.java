package org.inkgate;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.annotation.WebServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inkgate.application.DispatcherServlet;
import org.inkgate.application.Filters;
import org.inkgate.application.Servlets;
import org.junit.jupiter.api.Test;

/** Holds the plan of the house: which room may lean on which, and what is done in none of them. */
class RoomsTest {

  private static final String ROOT = "org.inkgate.";

  /** From the ground up: a room may use what stands before it. */
  private static final List<String> ROOMS =
      List.of(
          "config",
          "http.texts",
          "http",
          "http.compression",
          "http.log",
          "http.proxies",
          "http.payara",
          "http.problems",
          "persistence",
          "markdown",
          "tokens",
          "idempotency",
          "users",
          "accesstokens",
          "sessions",
          "mail",
          "refusals",
          "accounts",
          "posts",
          "revisions",
          "workingcopies",
          "blog",
          "reviewlinks",
          "site",
          "statistics",
          "comments",
          "media",
          "moderation",
          "search",
          "feeds",
          "conduit",
          "webhooks",
          "transfer.imports",
          "transfer.wordpress",
          "transfer.ghost",
          "transfer.markdownfiles",
          "transfer.exports",
          "transfer",
          "operations",
          "application");

  /** Rooms beside each other: neither may use the other. */
  private static final List<Set<String>> SIDE_BY_SIDE =
      List.of(
          Set.of("http", "persistence"),
          Set.of("transfer.wordpress", "transfer.ghost"),
          Set.of("transfer.wordpress", "transfer.markdownfiles"),
          Set.of("transfer.ghost", "transfer.markdownfiles"));

  /** More than this is no longer one thing. */
  private static final int MOST_FILES = 40;

  /** Runs before there is a server, and so is no part of the house. */
  private static final String LAUNCHER = "launcher";

  /** What the build makes of the templates. */
  private static final String PAGES = "pages";

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.inkgate");

  /** The WAR's own classes: without the launcher, and without what the templates became. */
  static final JavaClasses WAR =
      ALL.that(resideOutsideOfPackage(inside(LAUNCHER)).and(resideOutsideOfPackage(inside(PAGES))));

  @Test
  void everyClassLivesInAKnownRoom() {
    Set<String> unknown =
        ALL.stream()
            .map(type -> type.getPackageName().replaceFirst("^org\\.inkgate\\.?", ""))
            .filter(room -> !ROOMS.contains(room) && !room.equals(LAUNCHER))
            .filter(room -> !room.startsWith(PAGES))
            .collect(Collectors.toSet());
    assertEquals(Set.of(), unknown);
  }

  @Test
  void noRoomIsTooLarge() throws IOException {
    Map<String, Long> files;
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      files =
          sources
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.endsWith("package-info.java"))
              .collect(Collectors.groupingBy(file -> file.getParent().toString(), counting()));
    }
    files.values().removeIf(count -> count <= MOST_FILES);
    assertEquals(Map.of(), files);
  }

  @Test
  void arrowsPointDownwards() {
    for (int i = 0; i < ROOMS.size(); i++) {
      String room = ROOMS.get(i);
      String[] forbidden =
          ROOMS.stream()
              .filter(other -> !other.equals(room))
              .filter(other -> ROOMS.indexOf(other) > ROOMS.indexOf(room) || beside(room, other))
              .map(other -> ROOT + other)
              .toArray(String[]::new);
      noClasses()
          .that(resideInAPackage(ROOT + room))
          .should()
          .dependOnClassesThat(resideInAnyPackage(forbidden))
          .allowEmptyShould(true)
          .check(WAR);
    }
  }

  private static boolean beside(String room, String other) {
    return SIDE_BY_SIDE.stream().anyMatch(pair -> pair.contains(room) && pair.contains(other));
  }

  @Test
  void noArrowsRunInACircle() {
    slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(WAR);
  }

  @Test
  void theLauncherStandsAlone() {
    noClasses()
        .that(resideOutsideOfPackage(inside(LAUNCHER)))
        .should()
        .dependOnClassesThat(resideInAPackage(inside(LAUNCHER)))
        .check(ALL);
    noClasses()
        .that(resideInAPackage(inside(LAUNCHER)))
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.inkgate..")
                .and(resideOutsideOfPackage(inside(LAUNCHER)))
                .as("live in the WAR"))
        .check(ALL);
  }

  @Test
  void theWarSpeaksToTheLogOnly() {
    GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(WAR);
  }

  @Test
  void timeComesFromAClock() {
    DescribedPredicate<JavaMethodCall> withoutClock =
        DescribedPredicate.describe(
            "now() without a Clock",
            call ->
                "now".equals(call.getName())
                    && "java.time".equals(call.getTargetOwner().getPackageName())
                    && call.getTarget().getRawParameterTypes().stream()
                        .noneMatch(type -> type.isEquivalentTo(Clock.class)));
    classes().should(notCall(withoutClock)).check(WAR);
    noClasses()
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callConstructor(Date.class)
        .check(WAR);
  }

  private static ArchCondition<JavaClass> notCall(DescribedPredicate<JavaMethodCall> forbidden) {
    return new ArchCondition<>("not call " + forbidden.getDescription()) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getMethodCallsFromSelf().stream()
            .filter(forbidden)
            .forEach(
                call -> events.add(SimpleConditionEvent.violated(call, call.getDescription())));
      }
    };
  }

  @Test
  void onlyTheApplicationNamesServletsAndFilters() {
    DescribedPredicate<JavaClass> servlets =
        assignableTo(Servlet.class)
            .or(assignableTo(Filter.class))
            .and(DescribedPredicate.not(modifier(JavaModifier.ABSTRACT)))
            .as("servlets and filters");
    noClasses()
        .that(DescribedPredicate.not(servlets))
        .and()
        .resideOutsideOfPackage(inside("application"))
        .should()
        .dependOnClassesThat(servlets.and(resideInAPackage("org.inkgate..")))
        .check(WAR);
  }

  @Test
  void everyServletStandsInTheTableOfContents() {
    assertEquals(written(Servlet.class), names(Servlets.ALL, DispatcherServlet.class));
  }

  @Test
  void everyFilterStandsInTheTableOfContents() {
    assertEquals(written(Filter.class), names(Filters.ALL, Filters.class));
  }

  private static Set<String> written(Class<?> kind) {
    return WAR.stream()
        .filter(assignableTo(kind))
        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
        .map(JavaClass::getName)
        .collect(Collectors.toSet());
  }

  private static Set<String> names(List<? extends Class<?>> listed, Class<?> ofTheServer) {
    Set<String> names = listed.stream().map(Class::getName).collect(Collectors.toSet());
    names.add(ofTheServer.getName());
    return names;
  }

  /** web.xml tells Weld to begin no request and no session: such a bean would be found nowhere. */
  @Test
  void noBeanLivesAsLongAsARequestOrASession() {
    noClasses()
        .should()
        .dependOnClassesThat(
            belongToAnyOf(RequestScoped.class, SessionScoped.class, ConversationScoped.class))
        .check(WAR);
  }

  @Test
  void noAnnotationDeclaresAPathBesideIt() {
    noClasses()
        .should()
        .beAnnotatedWith(WebServlet.class)
        .orShould()
        .beAnnotatedWith(WebFilter.class)
        .check(WAR);
  }

  private static String inside(String room) {
    return ROOT + room + "..";
  }
}
