package org.inkgate.testing;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The file that describes the API, as a test asks it. */
public final class OpenApi {

  /**
   * What the file says about one method of one path.
   *
   * @param pointer where in the file
   */
  public record Operation(String method, String path, String pointer, JsonNode node) {}

  private static final Path FILE = Path.of("webapp", "openapi.yaml");
  private static final String ADDRESS = "https://inkgate.example.org/openapi.json";
  private static final OpenApi SAYS = new OpenApi(false);
  private static final OpenApi SAYS_ALL = new OpenApi(true);

  private final JsonNode document;
  private final SchemaRegistry registry;
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
  private final List<Operation> operations = new ArrayList<>();

  private OpenApi(boolean closed) {
    document = new YAMLMapper().readTree(FILE.toFile());
    if (closed) {
      close(document.at("/components/schemas"));
    }
    String text = document.toString();
    registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, it -> it.schemas(Map.of(ADDRESS, text)));
    document.at("/paths").properties().forEach(this::read);
  }

  private void read(Map.Entry<String, JsonNode> path) {
    String pointer = "/paths/" + path.getKey().replace("~", "~0").replace("/", "~1") + "/";
    path.getValue()
        .properties()
        .forEach(
            method ->
                operations.add(
                    new Operation(
                        method.getKey().toUpperCase(java.util.Locale.ROOT),
                        path.getKey(),
                        pointer + method.getKey(),
                        method.getValue())));
  }

  /** The file as it is. */
  public static OpenApi file() {
    return SAYS;
  }

  /** The file, read so that an object has the members it names and no others. */
  public static OpenApi closed() {
    return SAYS_ALL;
  }

  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.has("properties")
        && "object".equals(object.path("type").asString(""))
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(OpenApi::close);
  }

  public JsonNode document() {
    return document;
  }

  public List<Operation> operations() {
    return operations;
  }

  /** The operation for a path as a client sends it; a literal segment goes before any segment. */
  public Optional<Operation> find(String method, String path) {
    Map<String, Operation> found = new TreeMap<>();
    for (Operation operation : operations) {
      if (operation.method().equals(method) && matches(operation.path(), path)) {
        // "{" stands behind every letter, so that what is literal comes first.
        found.put(operation.path(), operation);
      }
    }
    return found.values().stream().findFirst();
  }

  private static boolean matches(String template, String path) {
    String[] wanted = template.split("/", -1);
    String[] sent = path.split("/", -1);
    boolean same = wanted.length == sent.length;
    for (int i = 0; same && i < wanted.length; i++) {
      same = wanted[i].equals(sent[i]) || wanted[i].startsWith("{") && !sent[i].isEmpty();
    }
    return same;
  }

  /** The pointer itself, or where its "$ref" leads. */
  public String resolve(String pointer) {
    String reference = document.at(pointer).path("$ref").asString("");
    return reference.isEmpty() ? pointer : resolve(reference.substring(1));
  }

  /** How a JSON text breaks the schema at a pointer, a line each. */
  public List<String> complaints(String pointer, String json) {
    return schemas
        .computeIfAbsent(
            pointer, it -> registry.getSchema(SchemaLocation.of(ADDRESS + "#" + encoded(it))))
        .validate(
            json,
            InputFormat.JSON,
            context ->
                context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Error::toString)
        .toList();
  }

  private static String encoded(String pointer) {
    return pointer.replace("{", "%7B").replace("}", "%7D");
  }
}
