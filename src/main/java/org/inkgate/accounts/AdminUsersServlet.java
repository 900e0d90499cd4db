package org.inkgate.accounts;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.inkgate.http.Answers;
import org.inkgate.http.Face;
import org.inkgate.http.FailedForm;
import org.inkgate.http.Json;
import org.inkgate.http.Listing;
import org.inkgate.http.Pages;
import org.inkgate.http.Problem;
import org.inkgate.http.QueryParameters;
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
  @Inject private transient Pages pages;

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

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    response.setHeader("Cache-Control", "no-store");
    super.service(request, response);
  }

  private void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
    QueryParameters parameters = new QueryParameters(request);
    String query = parameters.text("q").map(String::strip).orElse("");
    int number = parameters.page();
    int size = parameters.number("size", USUAL_SIZE, LARGEST_SIZE);
    parameters.check();
    Listing<AdminUser> found = users.find(query, number, size);
    if (Face.of(request) == Face.HTML) {
      pages.render(request, response, "admin/users.jte", Map.of("found", found, "query", query));
      return;
    }
    found.answer(request, response, found.json("users", AdminUsersServlet::json));
  }

  private void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
    answer(request, response, users.byId(Routes.number(request, 3)), Optional.empty());
  }

  private void changeRole(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
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
    answerChanged(request, response, user);
  }

  private void disable(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    AdminUser user = users.disable(offerForm(request).id());
    log(request, "user.disabled", user);
    answerChanged(request, response, user);
  }

  private void enable(HttpServletRequest request, HttpServletResponse response) throws IOException {
    AdminUser user = users.enable(offerForm(request).id());
    log(request, "user.enabled", user);
    answerChanged(request, response, user);
  }

  private void endSessions(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    AdminUser user = users.endSessions(offerForm(request).id());
    log(request, "user.sessions_ended", user);
    answerChanged(request, response, user);
  }

  private void makeResetLink(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    AdminUser user = offerForm(request);
    String link = users.resetLink(user.id());
    log(request, "user.reset_link_made", user);
    response.setStatus(HttpServletResponse.SC_CREATED);
    answer(request, response, user, Optional.of(link));
  }

  private void tokens(HttpServletRequest request, HttpServletResponse response) throws IOException {
    long id = Routes.number(request, 3);
    if (Face.of(request) == Face.HTML) {
      users.byId(id);
      Answers.seeOther(response, "/admin/users/" + id + "#tokens");
      return;
    }
    JsonArrayBuilder array = Json.createArrayBuilder();
    users.tokens(id).forEach(token -> array.add(token.toJson()));
    Answers.json(response, Json.createObjectBuilder().add("tokens", array).build());
  }

  private void revokeToken(HttpServletRequest request, HttpServletResponse response) {
    AdminUser user = users.byId(Routes.number(request, 3));
    long token = Routes.number(request, 5);
    users.revokeToken(user.id(), token);
    log(request, "user.token_revoked", user, "id", token);
    Answers.gone(request, response, "/admin/users/" + user.id());
  }

  /** Should the change be refused, the user's page comes back and says why. */
  private AdminUser offerForm(HttpServletRequest request) {
    AdminUser user = users.byId(Routes.number(request, 3));
    FailedForm.offer(
        request,
        TEMPLATE,
        Map.of("user", user, "resetLink", "", "tokens", users.tokens(user.id())));
    return user;
  }

  private void answerChanged(
      HttpServletRequest request, HttpServletResponse response, AdminUser user) throws IOException {
    if (Face.of(request) == Face.HTML) {
      Answers.seeOther(response, "/admin/users/" + user.id());
    } else {
      answer(request, response, user, Optional.empty());
    }
  }

  private void answer(
      HttpServletRequest request,
      HttpServletResponse response,
      AdminUser user,
      Optional<String> resetLink)
      throws IOException {
    if (Face.of(request) == Face.HTML) {
      pages.render(
          request,
          response,
          TEMPLATE,
          Map.of(
              "typed",
              Typed.NOTHING,
              "user",
              user,
              "resetLink",
              resetLink.orElse(""),
              "tokens",
              users.tokens(user.id())));
      return;
    }
    JsonObjectBuilder json = json(user);
    resetLink.ifPresent(
        link -> json.add("reset_link", link).add("expires_in", ResetLinks.LIFETIME.toSeconds()));
    if ("POST".equals(request.getMethod())) {
      json.add("Message", "Operation Successful");
    }
    Answers.json(response, json.build());
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
