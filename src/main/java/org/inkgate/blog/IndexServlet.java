package org.inkgate.blog;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inkgate.config.Settings;
import org.inkgate.http.Listing;
import org.inkgate.http.Problem;
import org.inkgate.http.QueryParameters;
import org.inkgate.http.Reply;
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

  private Reply tags(HttpServletRequest request) {
    QueryParameters parameters = new QueryParameters(request);
    String prefix = parameters.text("prefix").orElse("");
    int page = parameters.page();
    int size = parameters.number("size", USUAL_TAGS, MOST_TAGS);
    parameters.check();
    Listing<TagCount> tags = index.tags(prefix, page, size, clock.instant());
    ListLinks links =
        new ListLinks(
            "/tags", prefix.isEmpty() ? Map.of() : Map.of("prefix", prefix), page, tags.pages());
    return Reply.json(() -> tags.json("tags", PostJson::of))
        .header("Link", links.header())
        .keptIf(true)
        .orElse(() -> tagsPage(tags, links));
  }

  private Reply tagsPage(Listing<TagCount> tags, ListLinks links) {
    return Reply.page(
            "blog/tags.jte",
            () -> Map.of("tags", tags, "links", links, "site", settings.publicUrl().toString()))
        .foundIf(tags.page() <= tags.pages());
  }

  private Reply tag(HttpServletRequest request) {
    String asked = Routes.segment(request, 2);
    String tag =
        tags.spelling(asked, clock.instant())
            .orElseThrow(() -> new RequestFailedException(Problem.notFound()));
    return tag.equals(asked)
        ? reading.list(request, PostQuery.of(request).tagged(tag))
        : Reply.moved(request, ListLinks.tagPath(tag));
  }

  private Reply archive(HttpServletRequest request) {
    List<MonthCount> months = index.months(clock.instant());
    return Reply.json(() -> PostJson.of(months))
        .keptIf(true)
        .orPage(
            "blog/archive.jte",
            () -> Map.of("years", ArchiveYear.of(months), "site", settings.publicUrl().toString()));
  }

  private Reply year(HttpServletRequest request) {
    return period(request, Optional.empty());
  }

  private Reply month(HttpServletRequest request) {
    return period(request, Optional.of(Routes.segment(request, 3)));
  }

  private Reply period(HttpServletRequest request, Optional<String> month) {
    Period period =
        Period.of(Routes.segment(request, 2), month)
            .orElseThrow(() -> new RequestFailedException(Problem.notFound()));
    return reading.list(request, PostQuery.of(request).in(period));
  }
}
