package org.inkgate.accounts;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.logging.Level;
import org.inkgate.http.FailedForm;
import org.inkgate.http.Json;
import org.inkgate.http.Listing;
import org.inkgate.http.Problem;
import org.inkgate.http.QueryParameters;
import org.inkgate.http.Reply;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestFields;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.Typed;
import org.inkgate.http.log.Events;
import org.inkgate.tokens.Caller;
import org.inkgate.users.Role;

/** Users for their administrators: found, given roles, shut out, signed out, let back in. */
public class AdminUsersServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;
  private static final String TEMPLATE = "admin/user.jte";
  private static final int USUAL_SIZE = 50;
  private static final int LARGEST_SIZE = 100;

  @Inject private transient AdminUsers users;

  @Override
  protected void routes(Routes at) {
    at.get("/admin/users", this::list).administrator();
    at.get("/admin/users/{id}", this::show).administrator();
    at.post("/admin/users/{id}/role", this::changeRole).administrator().idempotent();
    at.post("/admin/users/{id}/disable", this::disable).administrator().idempotent();
    at.post("/admin/users/{id}/enable", this::enable).administrator().idempotent();
    at.post("/admin/users/{id}/end-sessions", this::endSessions).administrator().idempotent();
    at.post("/admin/users/{id}/reset-link", this::makeResetLink).administrator();
    at.get("/admin/users/{id}/tokens", this::tokens).administrator();
    at.delete("/admin/users/{id}/tokens/{token}", this::revokeToken).administrator();
    at.post("/admin/users/{id}/tokens/{token}/revoke", this::revokeToken)
        .administrator()
        .idempotent();
  }

  private Reply list(HttpServletRequest request) {
    QueryParameters parameters = new QueryParameters(request);
    String query = parameters.text("q").map(String::strip).orElse("");
    int number = parameters.page();
    int size = parameters.number("size", USUAL_SIZE, LARGEST_SIZE);
    parameters.check();
    Listing<AdminUser> found = users.find(query, number, size);
    return Reply.list(found, () -> found.json("users", AdminUsersServlet::json))
        .orPage("admin/users.jte", () -> Map.of("found", found, "query", query));
  }

  private Reply show(HttpServletRequest request) {
    AdminUser user = users.byId(Routes.number(request, 3));
    return Reply.json(() -> json(user)).orPage(TEMPLATE, () -> page(user, ""));
  }

  private Reply changeRole(HttpServletRequest request) {
    AdminUser before = offerForm(request);
    RequestFields fields = RequestFields.of(request);
    Role role =
        fields
            .text("role")
            .flatMap(Role::of)
            .orElseThrow(
                () -> new RequestFailedException(Problem.invalid("role", "accounts.problem.role")));
    AdminUser user = users.changeRole(before.id(), role);
    log(request, "user.role_changed", user, "from", before.role().word(), "to", role.word());
    return changed(user);
  }

  private Reply disable(HttpServletRequest request) {
    AdminUser user = users.disable(offerForm(request).id());
    log(request, "user.disabled", user);
    return changed(user);
  }

  private Reply enable(HttpServletRequest request) {
    AdminUser user = users.enable(offerForm(request).id());
    log(request, "user.enabled", user);
    return changed(user);
  }

  private Reply endSessions(HttpServletRequest request) {
    AdminUser user = users.endSessions(offerForm(request).id());
    log(request, "user.sessions_ended", user);
    return changed(user);
  }

  private Reply makeResetLink(HttpServletRequest request) {
    AdminUser user = offerForm(request);
    String link = users.resetLink(user.id());
    log(request, "user.reset_link_made", user);
    return Reply.json(
            () ->
                json(user)
                    .add("reset_link", link)
                    .add("expires_in", ResetLinks.LIFETIME.toSeconds())
                    .add("Message", "Operation Successful"))
        .orPage(TEMPLATE, () -> page(user, link))
        .status(HttpServletResponse.SC_CREATED);
  }

  private Reply tokens(HttpServletRequest request) {
    long id = Routes.number(request, 3);
    return Reply.json(
            () -> {
              JsonArrayBuilder array = Json.createArrayBuilder();
              users.tokens(id).forEach(token -> array.add(token.toJson()));
              return Json.createObjectBuilder().add("tokens", array);
            })
        .orSeeOther(() -> "/admin/users/" + users.byId(id).id() + "#tokens");
  }

  private Reply revokeToken(HttpServletRequest request) {
    AdminUser user = users.byId(Routes.number(request, 3));
    long token = Routes.number(request, 5);
    users.revokeToken(user.id(), token);
    log(request, "user.token_revoked", user, "id", token);
    return Reply.gone("/admin/users/" + user.id());
  }

  /** Should the change be refused, the user's page comes back and says why. */
  private AdminUser offerForm(HttpServletRequest request) {
    AdminUser user = users.byId(Routes.number(request, 3));
    FailedForm.offer(
        request,
        TEMPLATE,
        () -> Map.of("user", user, "resetLink", "", "tokens", users.tokens(user.id())));
    return user;
  }

  private static Reply changed(AdminUser user) {
    return Reply.json(() -> json(user).add("Message", "Operation Successful"))
        .orSeeOther("/admin/users/" + user.id());
  }

  private Map<String, Object> page(AdminUser user, String resetLink) {
    return Map.of(
        "typed",
        Typed.NOTHING,
        "user",
        user,
        "resetLink",
        resetLink,
        "tokens",
        users.tokens(user.id()));
  }

  private static JsonObjectBuilder json(AdminUser user) {
    return Json.createObjectBuilder()
        .add("id", String.valueOf(user.id()))
        .add("username", user.username())
        .add("email", user.email())
        .add("role", user.role().word())
        .add("enabled", user.enabled())
        .add("hidden", user.hidden())
        .add("created_at", user.createdAt().toString());
  }

  /** Who did what to whom. */
  private static void log(
      HttpServletRequest request, String event, AdminUser user, Object... more) {
    Object[] details = new Object[4 + more.length];
    details[0] = "by";
    details[1] = Caller.of(request).subject();
    details[2] = "user";
    details[3] = user.username();
    System.arraycopy(more, 0, details, 4, more.length);
    Events.log(request, Level.WARNING, event, details);
  }
}
