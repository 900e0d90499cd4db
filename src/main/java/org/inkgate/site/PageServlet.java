package org.inkgate.site;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.inkgate.http.Answers;
import org.inkgate.http.Face;
import org.inkgate.http.Pages;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.markdown.Markdown;

/** Shows pages such as About to all readers. */
public class PageServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient SitePages sitePages;
  @Inject private transient Markdown markdown;
  @Inject private transient Pages pages;

  @Override
  protected void routes(Routes at) {
    at.get("/pages/{slug}", this::show).open();
  }

  private void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
    PageView view = sitePages.find(Routes.segment(request, 2));
    String html = markdown.html(view.page().body());
    if (Face.of(request) == Face.JSON) {
      response.setHeader("Cache-Control", "no-cache");
      Answers.json(response, view.toJson().add("html", html).build());
      return;
    }
    String summary = markdown.summary(view.page().body());
    pages.render(
        request, response, "site/page.jte", Map.of("view", view, "html", html, "summary", summary));
  }
}
