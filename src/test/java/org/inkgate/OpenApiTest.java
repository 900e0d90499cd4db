package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.DialectId;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.inkgate.testing.InkgateRoutes;
import org.inkgate.testing.OpenApi;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Holds webapp/openapi.yaml: it is valid, and says of every address what there is, and no more. */
class OpenApiTest {

  private static final OpenApi FILE = OpenApi.file();

  /** The file tells of /blogs that it answers here as well. */
  private static final String HOME = "/";

  @Test
  void itIsValidOpenApi() throws Exception {
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    try (InputStream schema = getClass().getResourceAsStream("/openapi/oas-3.1.schema.json")) {
      Schema openApi = registry.getSchema(schema);
      assertEquals(List.of(), openApi.validate(FILE.document().toString(), InputFormat.JSON));
    }
  }

  @Test
  void itsSchemasAreValidJsonSchema() {
    Schema jsonSchema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of(DialectId.DRAFT_2020_12));
    List<String> complaints = new ArrayList<>();
    FILE.document()
        .at("/components/schemas")
        .properties()
        .forEach(
            schema ->
                jsonSchema
                    .validate(schema.getValue().toString(), InputFormat.JSON)
                    .forEach(error -> complaints.add(schema.getKey() + error)));
    assertEquals(List.of(), complaints);
  }

  @Test
  void everyReferenceLeadsSomewhereAndEveryComponentIsUsed() {
    Set<String> used = new TreeSet<>();
    references(FILE.document(), used);
    Set<String> written = new TreeSet<>();
    for (String kind : List.of("schemas", "parameters", "headers", "responses")) {
      FILE.document()
          .at("/components/" + kind)
          .propertyNames()
          .forEach(name -> written.add("#/components/" + kind + "/" + name));
    }
    assertEquals(written, used);
  }

  private static void references(JsonNode node, Set<String> found) {
    if (node.path("$ref").isString()) {
      found.add(node.path("$ref").asString());
    }
    node.forEach(child -> references(child, found));
  }

  @Test
  void everyExampleIsOne() {
    List<String> complaints = new ArrayList<>();
    FILE.document()
        .at("/components/schemas")
        .properties()
        .forEach(
            schema ->
                schema
                    .getValue()
                    .path("examples")
                    .forEach(
                        example ->
                            complaints.addAll(
                                OpenApi.closed()
                                    .complaints(
                                        "/components/schemas/" + schema.getKey(),
                                        example.toString()))));
    for (JsonNode response : FILE.document().at("/components/responses")) {
      for (JsonNode content : response.path("content")) {
        if (content.path("example").isObject()) {
          String schema = content.at("/schema/$ref").asString().substring(1);
          complaints.addAll(
              OpenApi.closed().complaints(schema, content.path("example").toString()));
        }
      }
    }
    assertEquals(List.of(), complaints);
  }

  @Test
  void everyOperationHasItsOwnName() {
    Set<String> names = new HashSet<>();
    List<String> twice =
        FILE.operations().stream()
            .map(operation -> operation.node().path("operationId").asString(""))
            .filter(name -> !names.add(name))
            .toList();
    assertEquals(List.of(), twice);
  }

  @Test
  void itDescribesEveryRouteAndNothingElse() {
    Set<String> described =
        FILE.operations().stream()
            .map(operation -> line(operation.method(), operation.path()))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> routes =
        InkgateRoutes.all().stream()
            .filter(route -> !route.isFile() && !HOME.equals(route.path()))
            .map(route -> line(route.method(), route.path()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(String.join("\n", routes), String.join("\n", described));
  }

  /** How a place in a path is called is a matter of taste. */
  private static String line(String method, String path) {
    return path.replaceAll("\\{[^}]+}", "{}") + " " + method;
  }
}
