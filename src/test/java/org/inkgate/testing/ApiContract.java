package org.inkgate.testing;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.inkgate.testing.OpenApi.Operation;
import tools.jackson.databind.JsonNode;

/**
 * Holds every exchange of the integration tests against /openapi.yaml.
 *
 * <p>What a program is answered must be described; what it sent must be, too, where it was taken.
 */
final class ApiContract {

  /**
   * Statuses that "default" stands for: any request may meet them. 429 is for a browser whose
   * account renews its cookies too often.
   */
  private static final Set<Integer> ANYWHERE = Set.of(405, 406, 408, 414, 429, 431);

  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

  private ApiContract() {}

  /**
   * @param json the body that was sent; empty where it was no JSON
   * @throws AssertionError for an exchange that the file does not describe
   */
  static void check(String method, URI address, Optional<String> json, Answer answer) {
    String described = "HEAD".equals(method) ? "GET" : method;
    // The file tells of /blogs that it answers at / as well.
    String path = "/".equals(address.getPath()) ? "/blogs" : address.getPath();
    if (!METHODS.contains(described)) {
      return;
    }
    Optional<Operation> operation = OpenApi.file().find(described, path);
    List<String> complaints = new ArrayList<>();
    if (operation.isPresent()) {
      check(operation.get(), "HEAD".equals(method) ? Optional.empty() : type(answer), answer)
          .forEach(complaints::add);
      if (json.isPresent() && answer.status() < 300) {
        complaints.addAll(sent(operation.get(), json.get()));
      }
    } else if (answer.status() < 300 && type(answer).isPresent()) {
      complaints.add("this address is not described");
    }
    if (!complaints.isEmpty()) {
      throw new AssertionError(
          "webapp/openapi.yaml says otherwise of "
              + (method + " " + path + ": " + String.join("\n", complaints) + "\n" + answer));
    }
  }

  private static List<String> check(Operation operation, Optional<String> type, Answer answer) {
    String responses = operation.pointer() + "/responses/";
    OpenApi file = OpenApi.file();
    if (answer.status() == 303 && answer.header("Location").orElse("").startsWith("/login")) {
      // The gate's own answer to a browser, at whatever address that needs a session.
      return List.of();
    }
    boolean own = file.document().at(responses + answer.status()).isObject();
    boolean anywhere =
        ANYWHERE.contains(answer.status()) || answer.status() == 401 && isOpen(operation);
    if (!own && answer.status() < 500 && !anywhere) {
      return List.of("the status " + answer.status() + " is not described");
    }
    if (type.isEmpty()) {
      return List.of();
    }
    String response = file.resolve(responses + (own ? answer.status() : "default"));
    String schema = response + "/content/" + type.get().replace("/", "~1") + "/schema";
    return file.document().at(schema).isObject()
        ? OpenApi.closed().complaints(schema, answer.body())
        : List.of("the media type " + type.get() + " is not described");
  }

  /** Whether it needs no token: a bad one is refused at every address, the file says. */
  private static boolean isOpen(Operation operation) {
    JsonNode security = OpenApi.file().document().at(operation.pointer() + "/security");
    boolean open = security.isArray() && security.isEmpty();
    for (JsonNode way : security) {
      open |= way.isEmpty();
    }
    return open;
  }

  private static List<String> sent(Operation operation, String json) {
    String schema = operation.pointer() + "/requestBody/content/application~1json/schema";
    return OpenApi.file().document().at(schema).isObject()
        ? OpenApi.file().complaints(schema, json)
        : List.of();
  }

  /** The media type, if it is one of JSON's and can be read as it is. */
  private static Optional<String> type(Answer answer) {
    return answer
        .header("Content-Type")
        .filter(type -> answer.header("Content-Encoding").isEmpty())
        .map(type -> type.split(";", 2)[0].strip())
        .filter(type -> type.endsWith("json"))
        .filter(type -> !answer.body().isEmpty());
  }
}
