package org.inkgate.site;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import org.inkgate.accounts.RegistrationRules;
import org.inkgate.http.FailedForm;
import org.inkgate.http.Reply;
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

  @Override
  protected void routes(Routes at) {
    at.get("/admin/site", this::show).administrator();
    at.post("/admin/site", this::patch).administrator().stores().idempotent();
    at.put("/admin/site", this::replace).administrator().stores();
    at.patch("/admin/site", this::patch).administrator().stores();
  }

  private Reply show(HttpServletRequest request) {
    SiteDraft settings = store.settings();
    return Reply.json(settings::toJson)
        .orPage(
            TEMPLATE,
            () -> {
              Map<String, Object> model = model(settings);
              model.put("typed", new Typed(settings.values(), Map.of()));
              return model;
            });
  }

  private Reply replace(HttpServletRequest request) {
    RequestFields fields = RequestFields.of(request);
    return change(request, validation.check(fields, SiteDraft.of(fields, registration.first())));
  }

  private Reply patch(HttpServletRequest request) {
    RequestFields fields = RequestFields.of(request);
    SiteDraft set = store.settings();
    FailedForm.offer(request, TEMPLATE, () -> model(set));
    return change(request, validation.check(fields, SiteDraft.over(fields, set)));
  }

  private Reply change(HttpServletRequest request, SiteDraft draft) {
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
    return Reply.json(() -> draft.toJson().add("Message", "Operation Successful"))
        .orSeeOther("/admin/site");
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
