package org.inkgate.testing;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every form that people type into while they are signed in, and why the others are none. */
public final class TypedForms {

  /** Reasons why nothing typed can be lost at a route. */
  private static final String BUTTON = "a button: nothing is typed";

  private static final String CHOICE = "a choice from a list: nothing is typed";
  private static final String PASSWORDS = "passwords only, which never come back";
  private static final String FILE = "a file only, which a server can't put back into a form";
  private static final String PROGRAMS = "programs send JSON; there is no form";
  private static final String OPEN = "open to all: FormsIT has a test of its own for it";

  /** The POST routes that need no row in {@link #of}. */
  public static final Map<String, String> WITHOUT_TEXT =
      Map.ofEntries(
          Map.entry("/account/avatar", FILE),
          Map.entry("/account/email", BUTTON),
          Map.entry("/account/password", PASSWORDS),
          Map.entry("/account/sessions/end-others", BUTTON),
          Map.entry("/account/sessions/{id}/end", BUTTON),
          Map.entry("/account/tokens/{id}/revoke", BUTTON),
          Map.entry("/admin/contents/{id}/delete", CHOICE),
          Map.entry("/admin/contents/{id}/delete-all", CHOICE),
          Map.entry("/admin/contents/{id}/hide", BUTTON),
          Map.entry("/admin/contents/{id}/show", BUTTON),
          Map.entry("/admin/import", FILE),
          Map.entry("/admin/invitations/{id}/revoke", BUTTON),
          Map.entry("/admin/keys/rotate", BUTTON),
          Map.entry("/admin/keys/{kid}/withdraw", BUTTON),
          Map.entry("/admin/pages/{slug}/delete", BUTTON),
          Map.entry("/admin/pending/{slug}/publish", BUTTON),
          Map.entry("/admin/site/logo", FILE),
          Map.entry("/admin/users/{id}/disable", BUTTON),
          Map.entry("/admin/users/{id}/enable", BUTTON),
          Map.entry("/admin/users/{id}/end-sessions", BUTTON),
          Map.entry("/admin/users/{id}/reset-link", BUTTON),
          Map.entry("/admin/users/{id}/tokens/{token}/revoke", BUTTON),
          Map.entry("/admin/webhooks/{id}/delete", BUTTON),
          Map.entry("/admin/webhooks/{id}/ping", BUTTON),
          Map.entry("/api/articles", PROGRAMS),
          Map.entry("/api/articles/{slug}/comments", PROGRAMS),
          Map.entry("/api/articles/{slug}/favorite", PROGRAMS),
          Map.entry("/api/profiles/{username}/follow", PROGRAMS),
          Map.entry("/api/users", PROGRAMS),
          Map.entry("/api/users/login", PROGRAMS),
          Map.entry("/blogs/{slug}/delete", BUTTON),
          Map.entry("/blogs/{slug}/publish", BUTTON),
          Map.entry("/blogs/{slug}/review-links/{id}/revoke", BUTTON),
          Map.entry("/blogs/{slug}/revisions/{n}/restore", BUTTON),
          Map.entry("/blogs/{slug}/unpublish", BUTTON),
          Map.entry("/blogs/{slug}/working-copy/discard", "it throws away what was typed"),
          Map.entry("/comments/{id}/approve", BUTTON),
          Map.entry("/comments/{id}/delete", BUTTON),
          Map.entry("/comments/{id}/hide", BUTTON),
          Map.entry("/language", CHOICE),
          Map.entry("/login", OPEN),
          Map.entry("/logout", BUTTON),
          Map.entry("/media/{id}/delete", BUTTON),
          Map.entry("/password/forgotten", OPEN),
          Map.entry("/password/reset", PASSWORDS),
          Map.entry("/register", OPEN),
          Map.entry("/token/refresh", PROGRAMS),
          Map.entry("/token/revoke", PROGRAMS));

  /** The forms; what stands in braces is replaced by {@link #of}. */
  public static final List<Form> TABLE =
      List.of(
          Form.at("/blogs", "title", "A <title>", "body", "\nbody\nof it", "tags", "tea, x")
              .wrong(" ")
              .unseen("status", "draft"),
          Form.at(
                  "/blogs/{slug}/edit",
                  "title",
                  "Other",
                  "body",
                  "words",
                  "tags",
                  "tea",
                  "summary",
                  "short")
              .wrong(" "),
          Form.at("/preview", "body", "*seen* first", "title", "Before", "tags", "tea")
              .wrong("x".repeat(200_001)),
          Form.at("/blogs/{slug}/comments", "body", "a comment {unique}").wrong(" "),
          Form.at("/blogs/{slug}/comments", "body", "a reply {unique}")
              .wrong(" ")
              .unseen("parent", "{comment}"),
          Form.at("/comments/{id}/edit", "body", "said otherwise").wrong(" "),
          Form.at("/blogs/{slug}/comments/settings", "moderation", "all_held"),
          Form.at("/blogs/{slug}/review-links", "recipient", "Charles", "expires_in_days", "3")
              .wrong("x".repeat(101)),
          Form.at("/admin/comments/settings", "moderation", "first_held").needsNewLogin(),
          Form.at(
                  "/admin/pages",
                  "title",
                  "Imprint",
                  "body",
                  "who",
                  "slug",
                  "{unique}",
                  "menu_position",
                  "3")
              .wrong(" ")
              .needsNewLogin(),
          Form.at("/admin/pages/{slug}", "title", "About us", "body", "others", "slug", "typed")
              .wrong(" ")
              .needsNewLogin(),
          Form.at("/admin/pending/{slug}/return", "note", "Say where it was.\nAnd when.")
              .wrong(" "),
          Form.at("/admin/site", "title", "Engines", "description", "A & B")
              .wrong(" ")
              .needsNewLogin(),
          Form.at(
                  "/account/profile",
                  "display_name",
                  "Ada L.",
                  "bio",
                  "a\nb",
                  "website",
                  "https://ada.example/")
              .wrong("x".repeat(61)),
          Form.at("/account", "email", "{unique}@example.org")
              .wrong("no address")
              .secret("current_password"),
          Form.at(
                  "/account/tokens",
                  "name",
                  "printer",
                  "scopes",
                  "blog:read",
                  "expires_in_days",
                  "7")
              .wrong(" ")
              .needsNewLogin(),
          Form.at("/admin/invitations", "note", "for Mary", "role", "editor")
              .wrong("x".repeat(101))
              .needsNewLogin(),
          Form.at(
                  "/admin/webhooks",
                  "url",
                  "https://hook.example/{unique}",
                  "events",
                  "post.published")
              .wrong("no address")
              .needsNewLogin(),
          Form.at("/admin/users/{id}/role", "role", "contributor").needsNewLogin(),
          Form.at("/media", "alt", "A dot, {unique}").wrong("x".repeat(501)));

  /**
   * A form.
   *
   * @param route the path of its route
   * @param path where it is sent
   * @param fields what is typed; the first stands for all
   * @param wrong a value that the first field may not have; empty where any may
   * @param unseen what its page puts into it, beside the csrf value
   * @param secrets passwords that must be sent along and never come back
   * @param delicate whether it needs a login of the last ten minutes
   */
  public record Form(
      String route,
      String path,
      Map<String, String> fields,
      String wrong,
      Map<String, String> unseen,
      Map<String, String> secrets,
      boolean delicate) {

    private static Form at(String route, String... namesAndValues) {
      Map<String, String> fields = new LinkedHashMap<>();
      for (int i = 0; i < namesAndValues.length; i += 2) {
        fields.put(namesAndValues[i], namesAndValues[i + 1]);
      }
      return new Form(route, route, fields, "", Map.of(), Map.of(), false);
    }

    private Form wrong(String value) {
      return new Form(route, path, fields, value, unseen, secrets, delicate);
    }

    private Form unseen(String name, String value) {
      return new Form(route, path, fields, wrong, Map.of(name, value), secrets, delicate);
    }

    private Form secret(String name) {
      return new Form(route, path, fields, wrong, unseen, Map.of(name, "{password}"), delicate);
    }

    private Form needsNewLogin() {
      return new Form(route, path, fields, wrong, unseen, secrets, true);
    }

    private Form with(Map<String, String> names) {
      String[] filled = {path};
      // Paths first: "{id}" means another thing in each.
      names.entrySet().stream()
          .filter(name -> name.getKey().startsWith("/") && path.startsWith(name.getKey()))
          .forEach(name -> filled[0] = path.replace(name.getKey(), name.getValue()));
      return new Form(
          route,
          filled[0],
          filled(fields, names),
          wrong,
          filled(unseen, names),
          filled(secrets, names),
          delicate);
    }

    private static Map<String, String> filled(
        Map<String, String> values, Map<String, String> names) {
      Map<String, String> filled = new LinkedHashMap<>(values);
      filled.replaceAll(
          (field, value) -> {
            String text = value;
            for (Map.Entry<String, String> name : names.entrySet()) {
              text = text.replace(name.getKey(), name.getValue());
            }
            return text;
          });
      return filled;
    }

    /** The field that stands for all. */
    public String first() {
      return fields.keySet().iterator().next();
    }

    public boolean upload() {
      return route.equals("/media");
    }

    /** Sends it as a browser does. */
    public Answer send(HttpApi sender, String to, Map<String, String> content, String... headers) {
      if (!upload()) {
        return sender.postForm(to, content, headers);
      }
      List<String> all = new ArrayList<>(List.of(headers));
      all.addAll(List.of("Accept", "text/html"));
      return sender.postFile(
          to, Pictures.noise(4, 4), "dots.png", content, all.toArray(String[]::new));
    }

    @Override
    public String toString() {
      return path;
    }
  }

  private TypedForms() {}

  /**
   * All forms, after making what they refer to.
   *
   * @param chief an administrator, whose forms they are
   * @param contributor the user who becomes a contributor, so that posts wait for approval
   * @param password of both
   * @param unique a part of names that are not used yet
   */
  public static List<Form> of(Member chief, String contributor, String password, String unique) {
    String slug = chief.path(Member.draft("Commented", "b"));
    JsonObjectBuilder words = Json.createObjectBuilder().add("body", "first " + unique);
    int comment = chief.send("POST", slug + "/comments", words).json().getInt("id");
    JsonObjectBuilder about = Json.createObjectBuilder().add("title", "About").add("body", "b");
    chief.send("POST", "/admin/pages", about.add("slug", "typed"));
    String found = "/admin/users?q=" + contributor;
    String id = chief.get(found).json().getJsonArray("users").getJsonObject(0).getString("id");
    JsonObjectBuilder role = Json.createObjectBuilder().add("role", "contributor");
    chief.send("POST", "/admin/users/" + id + "/role", role);
    Answer login = chief.api().postJson("/login", Member.credentials(contributor, password));
    String token = login.json().getString("access_token");
    String pending =
        new Member(chief.api(), contributor, token, "").path(Member.draft("Waits " + unique, "b"));
    Map<String, String> names =
        Map.of(
            "/blogs/{slug}",
            slug,
            "/comments/{id}",
            "/comments/" + comment,
            "/admin/pages/{slug}",
            "/admin/pages/typed",
            "/admin/pending/{slug}",
            pending.replace("/blogs/", "/admin/pending/"),
            "/admin/users/{id}",
            "/admin/users/" + id,
            "{unique}",
            unique,
            "{comment}",
            String.valueOf(comment),
            "{password}",
            password);
    return TABLE.stream().map(form -> form.with(names)).toList();
  }
}
