package org.inkgate.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.inkgate.http.Route;
import org.junit.jupiter.api.Test;

class TypedFormsTest {

  /** A new route is added to the table, or to those with a reason why nothing can be lost there. */
  @Test
  void everyRouteOfAFormIsInTheTable() {
    Set<String> named = new TreeSet<>(TypedForms.WITHOUT_TEXT.keySet());
    TypedForms.TABLE.forEach(form -> named.add(form.route()));
    Set<String> routes =
        InkgateRoutes.all().stream()
            .filter(route -> route.method().equals("POST"))
            .map(Route::path)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(routes, named);
  }
}
