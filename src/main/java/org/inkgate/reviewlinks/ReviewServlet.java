package org.inkgate.reviewlinks;

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
import org.inkgate.posts.PostJson;
import org.inkgate.posts.PostStatus;
import org.inkgate.posts.PostView;
import org.inkgate.posts.StoredPost;

/** Shows a draft to whoever holds a review link. */
public class ReviewServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient ReviewLinks links;
  @Inject private transient Markdown markdown;
  @Inject private transient Pages pages;

  @Override
  protected void routes(Routes at) {
    at.get("/review/{secret}", this::show).open();
  }

  private void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Robots-Tag", "noindex, nofollow");
    // The address is the secret: it must not go along to what the draft links to.
    response.setHeader("Referrer-Policy", "no-referrer");
    boolean opening = "GET".equals(request.getMethod());
    StoredPost stored = links.open(Routes.segment(request, 2), opening);
    PostView post = stored.view(markdown.html(stored.draft().body()));
    if (post.head().status() == PostStatus.PUBLISHED) {
      Answers.seeOther(response, "/blogs/" + post.slug());
    } else if (Face.of(request) == Face.HTML) {
      pages.render(request, response, "blog/review.jte", Map.of("post", post));
    } else {
      Answers.json(response, PostJson.of(post).build());
    }
  }
}
