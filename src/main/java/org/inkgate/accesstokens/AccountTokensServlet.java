package org.inkgate.accesstokens;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.inkgate.http.FailedForm;
import org.inkgate.http.Json;
import org.inkgate.http.Problem;
import org.inkgate.http.Reply;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestFields;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.Typed;
import org.inkgate.http.Validation;
import org.inkgate.http.log.Events;
import org.inkgate.idempotency.FormKey;
import org.inkgate.tokens.Caller;
import org.inkgate.users.User;
import org.inkgate.users.Users;

/** Makes, lists and revokes people's personal access tokens. */
public class AccountTokensServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;
  private static final String TEMPLATE = "accounts/tokens.jte";

  /** The values of an empty form. */
  private static final Typed USUAL =
      new Typed(
          Map.of(
              "expires_in_days",
              String.valueOf(NewPersonalToken.USUAL_DAYS),
              "scopes",
              "blog:read, blog:write"),
          Map.of());

  @Inject private transient Users users;
  @Inject private transient PersonalTokens tokens;
  @Inject private transient Validation validation;
  @Inject private transient Clock clock;

  @Override
  protected void routes(Routes at) {
    at.get("/account/tokens", this::list);
    at.post("/account/tokens", this::make);
    at.delete("/account/tokens/{id}", this::revoke);
    at.post("/account/tokens/{id}/revoke", this::revoke);
  }

  private Reply list(HttpServletRequest request) {
    User owner = users.own(Caller.of(request));
    return Reply.json(() -> json(owner)).orPage(TEMPLATE, () -> usual(request, owner, ""));
  }

  private JsonObjectBuilder json(User owner) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    tokens.list(owner.id()).forEach(token -> array.add(token.toJson()));
    return Json.createObjectBuilder().add("tokens", array);
  }

  private Reply make(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    RequestFields fields = RequestFields.of(request);
    User owner = users.own(caller);
    Optional<String> key = FormKey.of(fields);
    FailedForm.offer(request, TEMPLATE, () -> model(request, owner, "", key));
    caller.requireFresh(clock.instant());
    NewPersonalToken wanted = validation.check(fields, NewPersonalToken.of(fields, owner.role()));
    PersonalTokens.Made made = tokens.make(owner.id(), wanted, key);
    Events.log(
        request,
        Level.INFO,
        "personal-token.made",
        "user",
        owner.username(),
        "id",
        made.view().id());
    return Reply.json(
            () ->
                made.view()
                    .toJson()
                    .add("token", made.token())
                    .add("Message", "Operation Successful"))
        .orPage(TEMPLATE, () -> usual(request, owner, made.token()))
        .status(HttpServletResponse.SC_CREATED);
  }

  private Reply revoke(HttpServletRequest request) {
    User owner = users.own(Caller.of(request));
    long id = Routes.number(request, 3);
    if (!tokens.revoke(owner.id(), id)) {
      throw new RequestFailedException(Problem.notFound());
    }
    Events.log(request, Level.INFO, "personal-token.revoked", "user", owner.username(), "id", id);
    return Reply.gone("/account/tokens");
  }

  private Map<String, Object> usual(HttpServletRequest request, User owner, String made) {
    Map<String, Object> model = model(request, owner, made, Optional.empty());
    model.put("typed", USUAL);
    return model;
  }

  private Map<String, Object> model(
      HttpServletRequest request, User owner, String made, Optional<String> key) {
    Map<String, Object> model = new HashMap<>();
    model.put("key", key.orElseGet(FormKey::create));
    model.put("tokens", tokens.list(owner.id()));
    model.put("choices", NewPersonalToken.grantable(owner.role()));
    model.put("fresh", Caller.of(request).fresh(clock.instant()));
    model.put("made", made);
    return model;
  }
}
