package org.inkgate.site;

import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import org.inkgate.accounts.RegistrationRules;
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

/** Lets administrators say what the site is called and looks like. */
public class SiteServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;
  private static final String TEMPLATE = "admin/site.jte";

  @Inject private transient SiteStore store;
  @Inject private transient LiveSite live;
  @Inject private transient RegistrationRules registration;
  @Inject private transient Validation validation;
  @Inject private transient Pages pages;

  @Override
  protected void routes(Routes at) {
    at.get("/admin/site", this::show).administrator();
    at.post("/admin/site", this::patch).administrator().stores().idempotent();
    at.put("/admin/site", this::replace).administrator().stores();
    at.patch("/admin/site", this::patch).administrator().stores();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    response.setHeader("Cache-Control", "no-store");
    super.service(request, response);
  }

  private void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
    SiteDraft settings = store.settings();
    if (Face.of(request) == Face.JSON) {
      Answers.json(response, settings.toJson().build());
      return;
    }
    Map<String, Object> model = model(settings);
    model.put("typed", new Typed(settings.values(), Map.of()));
    pages.render(request, response, TEMPLATE, model);
  }

  private void replace(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    RequestFields fields = RequestFields.of(request);
    change(request, response, validation.check(fields, SiteDraft.of(fields, registration.first())));
  }

  private void patch(HttpServletRequest request, HttpServletResponse response) throws IOException {
    RequestFields fields = RequestFields.of(request);
    SiteDraft set = store.settings();
    FailedForm.offer(request, TEMPLATE, model(set));
    change(request, response, validation.check(fields, SiteDraft.over(fields, set)));
  }

  private void change(HttpServletRequest request, HttpServletResponse response, SiteDraft draft)
      throws IOException {
    store.change(draft);
    live.refresh();
    Events.log(
        request,
        Level.INFO,
        "site.changed",
        "by",
        Caller.of(request).subject(),
        "title",
        draft.title());
    if (Face.of(request) == Face.HTML) {
      Answers.seeOther(response, "/admin/site");
      return;
    }
    JsonObjectBuilder json = draft.toJson().add("Message", "Operation Successful");
    Answers.json(response, json.build());
  }

  /**
   * What the form shows beside the fields: the colours in use, and what the environment decides.
   */
  private Map<String, Object> model(SiteDraft settings) {
    Map<String, Object> model = new HashMap<>();
    model.put("registrationIsFixed", registration.registrationIsFixed());
    model.put("roleIsFixed", registration.roleIsFixed());
    settings.readableAccent().ifPresent(accent -> model.put("accent", accent));
    return model;
  }
}
