package org.inkgate.application;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.Member;
import org.inkgate.testing.WrongClock;

/** One caller of each kind, and what its requests carry. */
final class RouteCallers {

  /** The names of people are no reserved ones. */
  static final String ADMINISTRATOR = "the-administrator";

  static final String AUTHOR = "the-author";
  static final String READER = "the-reader";
  static final String CONTRIBUTOR = "the-contributor";

  private static final String OTHER = "another-author";
  private static final String EDITOR = "the-editor";

  /** Logs in a quarter of an hour before it calls. */
  private static final String OLD_LOGIN = "the-administrator, old login";

  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final String BY_COOKIE = "the-author, by cookie, without csrf";

  /** More than there are routes that end the caller's session. */
  private static final int OLD_LOGINS = 8;

  /** An administrator who gives tokens to programs, which act as an editor does. */
  private static final String KEEPER = "the-keeper";

  private static final String DISABLED = "the-disabled";

  private final HttpApi program;
  private final URI base;
  private final Map<String, HttpApi> apis = new LinkedHashMap<>();
  private final Map<String, String[]> credentials = new LinkedHashMap<>();
  private final Deque<Member> oldLogins = new ArrayDeque<>();

  /** Registers everyone on a new server. */
  RouteCallers(URI base, Path data) {
    this.base = base;
    this.program = HttpApi.program(base);
    WrongClock.set(data, QUARTER.negated());
    Member first = Member.register(program, ADMINISTRATOR);
    for (String author : List.of(AUTHOR, OTHER, DISABLED)) {
      register(first, author, "author");
    }
    register(first, READER, "reader");
    register(first, CONTRIBUTOR, "contributor");
    register(first, EDITOR, "editor");
    register(first, KEEPER, "admin");
    for (int i = 0; i < OLD_LOGINS; i++) {
      register(first, "old-" + i, "admin");
      oldLogins.add(Member.logIn(program, "old-" + i));
    }
    WrongClock.set(data, Duration.ZERO);
    people();
    disabled();
    programs();
  }

  private void register(Member first, String name, String role) {
    Member.register(program, name);
    change(first, name, "role", Json.createObjectBuilder().add("role", role));
  }

  private static void change(Member admin, String name, String how, JsonObjectBuilder json) {
    Answer answer = admin.send("POST", "/admin/users/" + id(admin, name) + "/" + how, json);
    if (answer.status() != 200) {
      throw new AssertionError(answer);
    }
  }

  static String id(Member admin, String name) {
    JsonObject found = admin.get("/admin/users?q=" + name + "@example.org").json();
    return found.getJsonArray("users").getJsonObject(0).getString("id");
  }

  private void people() {
    add("anonymous");
    for (String name : List.of(READER, CONTRIBUTOR, AUTHOR, OTHER, EDITOR)) {
      renew(name);
    }
    renew(ADMINISTRATOR);
    renew(OLD_LOGIN);
    renew(BY_COOKIE);
  }

  private void disabled() {
    Member member = Member.logIn(program, DISABLED);
    add("disabled user", member.with());
    String token = token(member, List.of("blog:read", "blog:write", "comment:write"), "");
    add("disabled user's program", "Authorization", "Bearer " + token);
    change(Member.logIn(program, ADMINISTRATOR), DISABLED, "disable", Json.createObjectBuilder());
  }

  private void programs() {
    Member keeper = Member.logIn(program, KEEPER);
    List<String> scopes =
        List.of(
            "blog:read",
            "blog:write",
            "blog:publish",
            "comment:write",
            "media:write",
            "metrics:read",
            "backup:read");
    for (String scope : scopes) {
      add(scope, "Authorization", "Bearer " + token(keeper, List.of(scope), ""));
    }
    List<String> drafts = List.of("blog:read", "blog:write");
    add("drafts only", "Authorization", "Bearer " + token(keeper, drafts, ""));
    List<String> posts = List.of("blog:read", "blog:write", "blog:publish", "comment:write");
    add("one tag", "Authorization", "Bearer " + token(keeper, posts, "elsewhere"));
    add("all scopes", "Authorization", "Bearer " + token(keeper, scopes, ""));
  }

  private static String token(Member owner, List<String> scopes, String tag) {
    JsonObjectBuilder wanted =
        Json.createObjectBuilder()
            .add("name", String.join(" ", scopes))
            .add("scopes", Json.createArrayBuilder(scopes))
            .add("tag", tag);
    return owner.send("POST", "/account/tokens", wanted).json().getString("token");
  }

  private void add(String caller, String... headers) {
    apis.put(caller, program);
    credentials.put(caller, headers);
  }

  /** Logs a person in again, whose session a request has ended. */
  void renew(String caller) {
    if (OLD_LOGIN.equals(caller)) {
      add(OLD_LOGIN, oldLogins.remove().with());
      return;
    }
    if (!BY_COOKIE.equals(caller)) {
      add(caller, Member.logIn(program, caller).with());
    }
    if (BY_COOKIE.equals(caller) || AUTHOR.equals(caller) && apis.containsKey(BY_COOKIE)) {
      HttpApi browser = HttpApi.browser(base);
      browser.postForm("/login", Map.of("username", AUTHOR, "password", Member.PASSWORD));
      apis.put(BY_COOKIE, browser);
      credentials.put(BY_COOKIE, new String[0]);
    }
  }

  /** All callers, in the order of the columns. */
  List<String> all() {
    return List.copyOf(apis.keySet());
  }

  HttpApi api(String caller) {
    return apis.get(caller);
  }

  /** What identifies the caller; each has an address of its own, so that none meets a limit. */
  String[] headers(String caller) {
    String[] own = credentials.get(caller);
    String[] headers = java.util.Arrays.copyOf(own, own.length + 4);
    headers[own.length] = "X-Forwarded-For";
    headers[own.length + 1] = "192.0.2." + (1 + all().indexOf(caller));
    headers[own.length + 2] = "Accept";
    headers[own.length + 3] = "application/json";
    return headers;
  }

  HttpApi program() {
    return program;
  }

  /** A person who makes what a route is about. */
  Member member(String name) {
    return Member.logIn(program, name);
  }
}
