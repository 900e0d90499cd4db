package org.inkgate.site;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.inkgate.http.Reply;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.markdown.Markdown;

/** Shows pages such as About to all readers. */
public class PageServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient SitePages sitePages;
  @Inject private transient Markdown markdown;

  @Override
  protected void routes(Routes at) {
    at.get("/pages/{slug}", this::show).open();
  }

  private Reply show(HttpServletRequest request) {
    PageView view = sitePages.find(Routes.segment(request, 2));
    String html = markdown.html(view.page().body());
    return Reply.json(() -> view.toJson().add("html", html))
        .orPage(
            "site/page.jte",
            () ->
                Map.of("view", view, "html", html, "summary", markdown.summary(view.page().body())))
        .keptIf(true);
  }
}
