package org.inkgate.accounts;

import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.logging.Level;
import org.inkgate.http.FailedForm;
import org.inkgate.http.Reply;
import org.inkgate.http.RequestFields;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.Typed;
import org.inkgate.http.Validation;
import org.inkgate.http.log.Events;
import org.inkgate.tokens.Caller;
import org.inkgate.users.ProfileDraft;
import org.inkgate.users.User;
import org.inkgate.users.Users;

/** Lets people say who they are. */
public class ProfileServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;
  private static final String TEMPLATE = "accounts/profile.jte";

  @Inject private transient AccountService service;
  @Inject private transient Users users;
  @Inject private transient Validation validation;

  @Override
  protected void routes(Routes at) {
    at.get("/account/profile", this::show);
    at.post("/account/profile", this::patch).stores();
    at.put("/account/profile", this::replace).stores();
    at.patch("/account/profile", this::patch).stores();
  }

  private Reply show(HttpServletRequest request) {
    User user = users.own(Caller.of(request));
    return Reply.json(() -> json(user))
        .orPage(
            TEMPLATE,
            () ->
                Map.of(
                    "typed",
                    new Typed(user.profileDraft().values(), Map.of()),
                    "profile",
                    user.ownProfile()));
  }

  private Reply replace(HttpServletRequest request) {
    RequestFields fields = RequestFields.of(request);
    return change(request, validation.check(fields, ProfileDraft.of(fields)));
  }

  private Reply patch(HttpServletRequest request) {
    RequestFields fields = RequestFields.of(request);
    User user = users.own(Caller.of(request));
    FailedForm.offer(request, TEMPLATE, Map.of("profile", user.ownProfile()));
    ProfileDraft draft = ProfileDraft.over(fields, user.profileDraft());
    return change(request, validation.check(fields, draft));
  }

  private Reply change(HttpServletRequest request, ProfileDraft draft) {
    User changed = service.changeProfile(Caller.of(request), draft);
    Events.log(request, Level.INFO, "profile.changed", "user", changed.username());
    return Reply.json(() -> json(changed).add("Message", "Operation Successful"))
        .orSeeOther("/authors/" + changed.username());
  }

  /** What others see, and what the name was typed as. */
  private static JsonObjectBuilder json(User user) {
    return user.ownProfile().toJson().add("display_name", user.profileDraft().displayName());
  }
}
