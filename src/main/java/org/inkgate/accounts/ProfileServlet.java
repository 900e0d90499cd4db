package org.inkgate.accounts;

import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.logging.Level;
import org.inkgate.http.Answers;
import org.inkgate.http.Face;
import org.inkgate.http.FailedForm;
import org.inkgate.http.Pages;
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
  @Inject private transient Pages pages;

  @Override
  protected void routes(Routes at) {
    at.get("/account/profile", this::show);
    at.post("/account/profile", this::patch).stores();
    at.put("/account/profile", this::replace).stores();
    at.patch("/account/profile", this::patch).stores();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    response.setHeader("Cache-Control", "no-store");
    super.service(request, response);
  }

  private void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
    User user = users.own(Caller.of(request));
    if (Face.of(request) == Face.JSON) {
      Answers.json(response, json(user).build());
      return;
    }
    Map<String, String> values = user.profileDraft().values();
    pages.render(
        request,
        response,
        TEMPLATE,
        Map.of("typed", new Typed(values, Map.of()), "profile", user.ownProfile()));
  }

  private void replace(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    RequestFields fields = RequestFields.of(request);
    change(request, response, validation.check(fields, ProfileDraft.of(fields)));
  }

  private void patch(HttpServletRequest request, HttpServletResponse response) throws IOException {
    RequestFields fields = RequestFields.of(request);
    User user = users.own(Caller.of(request));
    FailedForm.offer(request, TEMPLATE, Map.of("profile", user.ownProfile()));
    ProfileDraft draft = ProfileDraft.over(fields, user.profileDraft());
    change(request, response, validation.check(fields, draft));
  }

  private void change(HttpServletRequest request, HttpServletResponse response, ProfileDraft draft)
      throws IOException {
    User changed = service.changeProfile(Caller.of(request), draft);
    Events.log(request, Level.INFO, "profile.changed", "user", changed.username());
    if (Face.of(request) == Face.HTML) {
      Answers.seeOther(response, "/authors/" + changed.username());
    } else {
      Answers.json(response, json(changed).add("Message", "Operation Successful").build());
    }
  }

  /** What others see, and what the name was typed as. */
  private static JsonObjectBuilder json(User user) {
    return user.ownProfile().toJson().add("display_name", user.profileDraft().displayName());
  }
}
