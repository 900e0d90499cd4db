package org.inkgate.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.Resource;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inkgate.http.Route;
import org.inkgate.http.RouteFilter;
import org.inkgate.http.problems.ProblemFilter;
import org.inkgate.testing.InkgateRoutes;
import org.inkgate.tokens.TokenFilter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Holds routes.txt, the list of all routes that an auditor reads: the method, the path, who may
 * call it, the most bytes of a body, and what else is so.
 */
class RouteListTest {

  private static final Path LIST = Path.of("src", "test", "resources", "routes.txt");

  /** A difference is meant: then copy the list that the failure shows into the file. */
  @Test
  @DisplayName("security 26: who may call a route changes only together with the list of all")
  void theListIsTrue() throws IOException {
    String routes =
        InkgateRoutes.all().stream()
            .map(Route::toString)
            .collect(Collectors.joining("\n", "", "\n"));
    assertEquals(Files.readString(LIST), routes);
  }

  @Test
  void onlyWhatHasABodyStoresSomething() {
    List<Route> wrong =
        InkgateRoutes.all().stream()
            .filter(Route::isStoring)
            .filter(route -> List.of("GET", "DELETE").contains(route.method()))
            .toList();
    assertEquals(List.of(), wrong);
  }

  @Test
  @DisplayName("security 26: everything that answers a request is behind the gate")
  void whateverAnswersStandsBehindTheGate() {
    int gate = Filters.ALL.indexOf(TokenFilter.class);
    assertTrue(Filters.ALL.indexOf(ProblemFilter.class) < gate, "a refusal needs an exit");
    assertEquals(Filters.ALL.size() - 1, Filters.ALL.indexOf(RouteFilter.class));
  }

  /** WildFly gives resources to beans and to what web.xml names, and makes servlets without. */
  @Test
  void noServletAsksForAResource() {
    List<Field> asking =
        Servlets.ALL.stream()
            .flatMap(type -> Stream.of(type.getDeclaredFields()))
            .filter(field -> field.isAnnotationPresent(Resource.class))
            .toList();
    assertEquals(List.of(), asking);
  }
}
