package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.inkgate.testing.InkgateArchive;
import org.jboss.shrinkwrap.api.ArchivePath;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** The list of what the WAR is made of. */
class SbomIT {

  @Test
  void namesEachLibraryInTheWar() {
    WebArchive war = InkgateArchive.fresh();
    Set<String> held = new TreeSet<>();
    for (ArchivePath jar : war.getContent(Filters.include("/WEB-INF/lib/.*\\.jar")).keySet()) {
      held.add(jar.get().replaceAll(".*/|\\.jar$", ""));
    }
    // Unpacked, so that only two of its files are in the WAR.
    held.add("swagger-ui");
    try (JsonReader sbom =
        Json.createReader(war.get("/META-INF/sbom/inkgate.cdx.json").getAsset().openStream())) {
      assertEquals(
          held,
          sbom.readObject().getJsonArray("components").getValuesAs(JsonObject.class).stream()
              .map(SbomIT::fileName)
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  private static String fileName(JsonObject component) {
    String name = component.getString("name");
    return name.equals("swagger-ui") ? name : name + "-" + component.getString("version");
  }
}
