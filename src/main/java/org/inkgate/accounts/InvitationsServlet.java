package org.inkgate.accounts;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.inkgate.http.FailedForm;
import org.inkgate.http.Listing;
import org.inkgate.http.Problem;
import org.inkgate.http.QueryParameters;
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

  @Override
  protected void routes(Routes at) {
    at.get("/admin/invitations", this::list).administrator();
    at.post("/admin/invitations", this::make).administrator();
    at.delete("/admin/invitations/{id}", this::revoke).administrator();
    at.post("/admin/invitations/{id}/revoke", this::revoke).administrator().idempotent();
  }

  private Reply list(HttpServletRequest request) {
    QueryParameters parameters = new QueryParameters(request);
    int number = parameters.page();
    int size = parameters.number("size", USUAL_SIZE, LARGEST_SIZE);
    parameters.check();
    Listing<InvitationView> found = invitations.list(number, size);
    return Reply.list(found, () -> found.json("invitations", InvitationView::toJson))
        .orPage(TEMPLATE, () -> page(found, ""));
  }

  private Reply make(HttpServletRequest request) {
    RequestFields fields = RequestFields.of(request);
    Optional<String> key = FormKey.of(fields);
    FailedForm.offer(
        request,
        TEMPLATE,
        () ->
            Map.of(
                "found",
                invitations.list(1, USUAL_SIZE),
                "link",
                "",
                "key",
                key.orElseGet(FormKey::create)));
    NewInvitation wanted = validation.check(fields, NewInvitation.of(fields));
    Invitations.Made made = invitations.make(wanted, key);
    log(request, "invitation.made", made.view().id(), made.view().role().word());
    return Reply.json(
            () ->
                made.view()
                    .toJson()
                    .add("link", made.link())
                    .add("Message", "Operation Successful"))
        .orPage(TEMPLATE, () -> page(invitations.list(1, USUAL_SIZE), made.link()))
        .status(HttpServletResponse.SC_CREATED);
  }

  private static Map<String, Object> page(Listing<InvitationView> found, String link) {
    return Map.of("typed", USUAL, "found", found, "link", link, "key", FormKey.create());
  }

  private Reply revoke(HttpServletRequest request) {
    long id = Routes.number(request, 3);
    if (!invitations.revoke(id)) {
      throw new RequestFailedException(Problem.notFound());
    }
    log(request, "invitation.revoked", id, "");
    return Reply.gone("/admin/invitations");
  }

  private static void log(HttpServletRequest request, String event, long id, String role) {
    Events.log(
        request, Level.WARNING, event, "by", Caller.of(request).subject(), "id", id, "role", role);
  }
}
