package org.inkgate.accounts;

import jakarta.inject.Inject;
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
import org.inkgate.http.Listing;
import org.inkgate.http.Pages;
import org.inkgate.http.Problem;
import org.inkgate.http.QueryParameters;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestFields;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.Typed;
import org.inkgate.http.Validation;
import org.inkgate.http.log.Events;
import org.inkgate.idempotency.FormKey;
import org.inkgate.tokens.Caller;
import org.inkgate.users.Role;

/** Makes, lists and takes back invitations, for administrators. */
public class InvitationsServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;
  private static final String TEMPLATE = "admin/invitations.jte";
  private static final int USUAL_SIZE = 50;
  private static final int LARGEST_SIZE = 100;

  /** The values of an empty form. */
  private static final Typed USUAL =
      new Typed(
          Map.of(
              "role",
              Role.AUTHOR.word(),
              "expires_in_days",
              String.valueOf(NewInvitation.USUAL_DAYS)),
          Map.of());

  @Inject private transient Invitations invitations;
  @Inject private transient Validation validation;
  @Inject private transient Pages pages;

  @Override
  protected void routes(Routes at) {
    at.get("/admin/invitations", this::list).administrator();
    at.post("/admin/invitations", this::make).administrator();
    at.delete("/admin/invitations/{id}", this::revoke).administrator();
    at.post("/admin/invitations/{id}/revoke", this::revoke).administrator().idempotent();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    response.setHeader("Cache-Control", "no-store");
    super.service(request, response);
  }

  private void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
    QueryParameters parameters = new QueryParameters(request);
    int number = parameters.page();
    int size = parameters.number("size", USUAL_SIZE, LARGEST_SIZE);
    parameters.check();
    Listing<InvitationView> found = invitations.list(number, size);
    if (Face.of(request) == Face.HTML) {
      pages.render(request, response, TEMPLATE, page(found, ""));
      return;
    }
    found.answer(request, response, found.json("invitations", InvitationView::toJson));
  }

  private void make(HttpServletRequest request, HttpServletResponse response) throws IOException {
    RequestFields fields = RequestFields.of(request);
    Optional<String> key = FormKey.of(fields);
    Map<String, Object> again =
        Map.of(
            "found",
            invitations.list(1, USUAL_SIZE),
            "link",
            "",
            "key",
            key.orElseGet(FormKey::create));
    FailedForm.offer(request, TEMPLATE, again);
    NewInvitation wanted = validation.check(fields, NewInvitation.of(fields));
    Invitations.Made made = invitations.make(wanted, key);
    log(request, "invitation.made", made.view().id(), made.view().role().word());
    response.setStatus(HttpServletResponse.SC_CREATED);
    if (Face.of(request) == Face.HTML) {
      Listing<InvitationView> found = invitations.list(1, USUAL_SIZE);
      pages.render(request, response, TEMPLATE, page(found, made.link()));
    } else {
      Answers.json(
          response,
          made.view()
              .toJson()
              .add("link", made.link())
              .add("Message", "Operation Successful")
              .build());
    }
  }

  private static Map<String, Object> page(Listing<InvitationView> found, String link) {
    return Map.of("typed", USUAL, "found", found, "link", link, "key", FormKey.create());
  }

  private void revoke(HttpServletRequest request, HttpServletResponse response) {
    long id = Routes.number(request, 3);
    if (!invitations.revoke(id)) {
      throw new RequestFailedException(Problem.notFound());
    }
    log(request, "invitation.revoked", id, "");
    Answers.gone(request, response, "/admin/invitations");
  }

  private static void log(HttpServletRequest request, String event, long id, String role) {
    Events.log(
        request, Level.WARNING, event, "by", Caller.of(request).subject(), "id", id, "role", role);
  }
}
