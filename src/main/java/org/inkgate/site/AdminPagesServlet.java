package org.inkgate.site;

import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.inkgate.http.FailedForm;
import org.inkgate.http.Json;
import org.inkgate.http.Listing;
import org.inkgate.http.Pages;
import org.inkgate.http.QueryParameters;
import org.inkgate.http.Reply;
import org.inkgate.http.RequestFields;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.Typed;
import org.inkgate.http.Validation;
import org.inkgate.http.log.Events;
import org.inkgate.idempotency.FormKey;
import org.inkgate.markdown.Markdown;
import org.inkgate.posts.Preconditions;
import org.inkgate.posts.RowVersion;
import org.inkgate.tokens.Caller;

/** Lets administrators write pages such as About, and order the menu. */
public class AdminPagesServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;
  private static final String EDITOR = "admin/page.jte";
  private static final int USUAL_SIZE = 50;
  private static final int LARGEST_SIZE = 100;

  @Inject private transient SitePages sitePages;
  @Inject private transient LiveSite live;
  @Inject private transient Validation validation;
  @Inject private transient Markdown markdown;
  @Inject private transient Pages pages;
  @Inject private transient Clock clock;

  @Override
  protected void routes(Routes at) {
    at.get("/admin/pages", this::list).administrator();
    at.post("/admin/pages", this::create).administrator().stores().idempotent();
    at.get("/admin/pages/new", this::createForm).administrator();
    at.get("/admin/pages/{slug}", this::show).administrator();
    at.post("/admin/pages/{slug}", this::patch).administrator().stores().idempotent();
    at.put("/admin/pages/{slug}", this::replace).administrator().stores();
    at.patch("/admin/pages/{slug}", this::patch).administrator().stores();
    at.delete("/admin/pages/{slug}", this::delete).administrator();
    at.get("/admin/pages/{slug}/delete", this::deleteForm).administrator();
    at.post("/admin/pages/{slug}/delete", this::delete).administrator().idempotent();
  }

  private Reply list(HttpServletRequest request) {
    QueryParameters parameters = new QueryParameters(request);
    int number = parameters.page();
    int size = parameters.number("size", USUAL_SIZE, LARGEST_SIZE);
    parameters.check();
    Listing<PageEntry> found = sitePages.list(number, size);
    // Their array has the name that everywhere else the number of pages has.
    return Reply.list(found, () -> found.json("pages", AdminPagesServlet::json))
        .orPage("admin/pages.jte", () -> Map.of("found", found));
  }

  private static JsonObjectBuilder json(PageEntry entry) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("slug", entry.slug())
            .add("url", entry.path())
            .add("title", entry.title());
    entry
        .menuPosition()
        .ifPresentOrElse(
            place -> json.add("menu_position", place), () -> json.addNull("menu_position"));
    return json;
  }

  private Reply createForm(HttpServletRequest request) {
    if (FormKey.isMissing(request)) {
      return Reply.seeOther(FormKey.path(request));
    }
    Optional<String> key = FormKey.ofPage(request);
    Optional<String> made = key.flatMap(sitePages::slug);
    return made.isPresent()
        ? Reply.seeOther("/admin/pages/" + made.get())
        : Reply.page(
            EDITOR,
            () -> {
              Map<String, Object> model = new HashMap<>(ofNew(key));
              model.put("typed", Typed.NOTHING);
              return model;
            });
  }

  private static Map<String, Object> ofNew(Optional<String> key) {
    return Map.of("slug", "", "version", "", "key", key.orElseGet(FormKey::create));
  }

  private Reply create(HttpServletRequest request) {
    RequestFields fields = RequestFields.of(request);
    Optional<String> key = FormKey.of(fields);
    FailedForm.offer(request, EDITOR, ofNew(key));
    PageDraft draft = validation.check(fields, PageDraft.of(fields));
    markdown.check(draft.body());
    PageView view = sitePages.add(draft, key, clock.instant());
    done(request, "page.created", view.page().slug());
    return Reply.created("/admin/pages/" + view.page().slug(), () -> json(view))
        .header("ETag", view.version().etag())
        .orSeeOther(view.path());
  }

  private Reply show(HttpServletRequest request) {
    PageView view = sitePages.find(slug(request));
    return Reply.json(view::toJson)
        .header("ETag", view.version().etag())
        .orElse(
            () ->
                Reply.page(
                    EDITOR,
                    () ->
                        Map.of(
                            "typed",
                            new Typed(view.values(), Map.of()),
                            "slug",
                            view.page().slug(),
                            "version",
                            view.version().text())));
  }

  private Reply replace(HttpServletRequest request) {
    RequestFields fields = RequestFields.of(request);
    PageDraft draft = validation.check(fields, PageDraft.of(fields));
    return save(request, draft, Preconditions.expectedVersion(request));
  }

  private Reply patch(HttpServletRequest request) {
    RequestFields fields = RequestFields.of(request);
    PageView before = sitePages.find(slug(request));
    // A user who sends it again has read that another user changed it, and wants this text.
    FailedForm.offer(
        request, EDITOR, Map.of("slug", before.page().slug(), "version", before.version().text()));
    Optional<RowVersion> expected =
        RowVersion.of(fields).or(() -> Preconditions.expectedVersion(request));
    PageDraft draft = validation.check(fields, PageDraft.over(fields, before.page()));
    return save(request, draft, expected);
  }

  private Reply save(HttpServletRequest request, PageDraft draft, Optional<RowVersion> expected) {
    markdown.check(draft.body());
    PageView view = sitePages.change(slug(request), draft, expected, clock.instant());
    done(request, "page.changed", view.page().slug());
    return Reply.json(() -> json(view))
        .header("ETag", view.version().etag())
        .orSeeOther(view.path());
  }

  private Reply deleteForm(HttpServletRequest request) {
    PageView view = sitePages.find(slug(request));
    return Reply.page("admin/page-delete.jte", () -> Map.of("view", view));
  }

  private Reply delete(HttpServletRequest request) {
    sitePages.delete(slug(request), Preconditions.expectedVersion(request));
    done(request, "page.deleted", slug(request));
    return Reply.gone("/admin/pages");
  }

  private void done(HttpServletRequest request, String event, String slug) {
    live.refresh();
    Events.log(request, Level.INFO, event, "by", Caller.of(request).subject(), "slug", slug);
  }

  private static JsonObjectBuilder json(PageView view) {
    return view.toJson().add("Message", "Operation Successful");
  }

  private static String slug(HttpServletRequest request) {
    return Routes.segment(request, 3);
  }
}
