package org.inkgate.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.http.HttpRequest.BodyPublishers;

/** A user who writes by the API: JSON, with a token in the header. */
public record Member(HttpApi api, String name, String token, String refreshToken) {

  public static final String PASSWORD = "correct horse battery";

  /** Creates the account and logs in. */
  public static Member register(HttpApi api, String name) {
    Answer answer = api.postJson("/register", registration(name));
    if (answer.status() != 201) {
      throw new AssertionError(answer);
    }
    return logIn(api, name);
  }

  public static Member logIn(HttpApi api, String name) {
    Answer answer = api.postJson("/login", credentials(name, PASSWORD));
    if (answer.status() != 200) {
      throw new AssertionError(answer);
    }
    JsonObject tokens = answer.json();
    return new Member(
        api, name, tokens.getString("access_token"), tokens.getString("refresh_token"));
  }

  public static JsonObject registration(String name) {
    return Json.createObjectBuilder(credentials(name, PASSWORD))
        .add("email", name + "@example.org")
        .build();
  }

  public static JsonObject credentials(String name, String password) {
    return Json.createObjectBuilder().add("username", name).add("password", password).build();
  }

  public static JsonObjectBuilder draft(String title, String body) {
    return Json.createObjectBuilder().add("title", title).add("body", body);
  }

  /** Writes a post that is published at once. */
  public Answer write(String title, String body) {
    return write(draft(title, body));
  }

  public Answer write(JsonObjectBuilder post) {
    return send("POST", "/blogs", post);
  }

  /** Writes a post and returns its path. */
  public String path(JsonObjectBuilder post) {
    Answer answer = write(post);
    if (answer.status() != 201) {
      throw new AssertionError(answer);
    }
    return answer.header("Location").orElseThrow();
  }

  public Answer get(String path, String... headers) {
    return api.send("GET", path, BodyPublishers.noBody(), with(headers));
  }

  public Answer delete(String path, String... headers) {
    return api.send("DELETE", path, BodyPublishers.noBody(), with(headers));
  }

  public Answer send(String method, String path, JsonObjectBuilder json, String... headers) {
    return api.sendJson(method, path, json.build().toString(), with(headers));
  }

  /** These headers and the token's. */
  public String[] with(String... headers) {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 2, headers.length);
    all[0] = "Authorization";
    all[1] = "Bearer " + token;
    return all;
  }
}
