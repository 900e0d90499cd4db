package org.inkgate.conduit;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;

/** A front end of the Conduit API: envelopes, and a token in the header after login. */
record Conduit(HttpApi api, String scheme, String token) {

  static final String PASSWORD = "correct horse battery";

  static Conduit anonymous(HttpApi api) {
    return new Conduit(api, "Token", "");
  }

  /** The same front end with a user's token. */
  Conduit as(Answer user) {
    return new Conduit(api, scheme, user.json().getJsonObject("user").getString("token"));
  }

  /** The same with another scheme before the token. */
  Conduit saying(String otherScheme) {
    return new Conduit(api, otherScheme, token);
  }

  static JsonObjectBuilder object() {
    return Json.createObjectBuilder();
  }

  Answer register(String name) {
    return post(
        "/users",
        "user",
        object()
            .add("username", name)
            .add("email", name + "@example.org")
            .add("password", PASSWORD));
  }

  /** A front end that has registered a user. */
  Conduit registered(String name) {
    return as(register(name));
  }

  Answer logIn(String email, String password) {
    return post("/users/login", "user", object().add("email", email).add("password", password));
  }

  Answer publish(String title, String... tags) {
    return post(
        "/articles",
        "article",
        object()
            .add("title", title)
            .add("description", "About " + title)
            .add("body", "The *body* of " + title)
            .add("tagList", Json.createArrayBuilder(List.of(tags))));
  }

  /** Publishes an article and returns its path. */
  String published(String title, String... tags) {
    Answer answer = publish(title, tags);
    if (answer.status() != 201) {
      throw new AssertionError(answer);
    }
    return "/articles/" + answer.json().getJsonObject("article").getString("slug");
  }

  Answer get(String path) {
    return api.get("/api" + path, authorization());
  }

  Answer delete(String path) {
    return api.send("DELETE", "/api" + path, BodyPublishers.noBody(), authorization());
  }

  Answer post(String path) {
    return api.send("POST", "/api" + path, BodyPublishers.noBody(), authorization());
  }

  Answer post(String path, String envelope, JsonObjectBuilder content) {
    return send("POST", path, envelope, content);
  }

  Answer put(String path, String envelope, JsonObjectBuilder content) {
    return send("PUT", path, envelope, content);
  }

  private Answer send(String method, String path, String envelope, JsonObjectBuilder content) {
    JsonObject body = object().add(envelope, content).build();
    return api.sendJson(method, "/api" + path, body.toString(), authorization());
  }

  private String[] authorization() {
    return token.isEmpty()
        ? new String[] {"Accept", "*/*"}
        : new String[] {"Authorization", scheme + " " + token};
  }
}
