package org.inkgate.blog;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inkgate.config.Settings;
import org.inkgate.http.Answers;
import org.inkgate.http.Face;
import org.inkgate.http.Listing;
import org.inkgate.http.Pages;
import org.inkgate.http.Problem;
import org.inkgate.http.QueryParameters;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.posts.MonthCount;
import org.inkgate.posts.Period;
import org.inkgate.posts.PostJson;
import org.inkgate.posts.PostQuery;
import org.inkgate.posts.TagCount;
import org.inkgate.posts.TagStore;

/** Posts by tag and by month, and which tags and months there are. */
public class IndexServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;
  private static final int USUAL_TAGS = 200;
  private static final int MOST_TAGS = 500;

  @Inject private transient PostArchive index;
  @Inject private transient TagStore tags;
  @Inject private transient ReadingPages reading;
  @Inject private transient Pages pages;
  @Inject private transient Settings settings;
  @Inject private transient Clock clock;

  @Override
  protected void routes(Routes at) {
    at.get("/tags", this::tags).open();
    at.get("/tags/{tag}", this::tag).open();
    at.get("/archive", this::archive).open();
    at.get("/archive/{year}", this::year).open();
    at.get("/archive/{year}/{month}", this::month).open();
  }

  private void tags(HttpServletRequest request, HttpServletResponse response) throws IOException {
    QueryParameters parameters = new QueryParameters(request);
    String prefix = parameters.text("prefix").orElse("");
    int page = parameters.page();
    int size = parameters.number("size", USUAL_TAGS, MOST_TAGS);
    parameters.check();
    Listing<TagCount> tags = index.tags(prefix, page, size, clock.instant());
    ListLinks links =
        new ListLinks(
            "/tags", prefix.isEmpty() ? Map.of() : Map.of("prefix", prefix), page, tags.pages());
    if (Face.of(request) == Face.JSON) {
      response.setHeader("Cache-Control", "no-cache");
      response.setHeader("Link", links.header());
      Answers.json(response, tags.json("tags", PostJson::of).build());
      return;
    }
    if (page > tags.pages()) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    }
    pages.render(
        request,
        response,
        "blog/tags.jte",
        Map.of("tags", tags, "links", links, "site", settings.publicUrl().toString()));
  }

  private void tag(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String asked = Routes.segment(request, 2);
    String tag =
        tags.spelling(asked, clock.instant())
            .orElseThrow(() -> new RequestFailedException(Problem.notFound()));
    if (tag.equals(asked)) {
      reading.list(request, response, PostQuery.of(request).tagged(tag));
    } else {
      Answers.moved(request, response, ListLinks.tagPath(tag));
    }
  }

  private void archive(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    List<MonthCount> months = index.months(clock.instant());
    if (Face.of(request) == Face.JSON) {
      response.setHeader("Cache-Control", "no-cache");
      Answers.json(response, PostJson.of(months));
      return;
    }
    pages.render(
        request,
        response,
        "blog/archive.jte",
        Map.of("years", ArchiveYear.of(months), "site", settings.publicUrl().toString()));
  }

  private void year(HttpServletRequest request, HttpServletResponse response) throws IOException {
    period(request, response, Optional.empty());
  }

  private void month(HttpServletRequest request, HttpServletResponse response) throws IOException {
    period(request, response, Optional.of(Routes.segment(request, 3)));
  }

  private void period(
      HttpServletRequest request, HttpServletResponse response, Optional<String> month)
      throws IOException {
    Period period =
        Period.of(Routes.segment(request, 2), month)
            .orElseThrow(() -> new RequestFailedException(Problem.notFound()));
    reading.list(request, response, PostQuery.of(request).in(period));
  }
}
