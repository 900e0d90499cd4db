package org.inkgate.reviewlinks;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.inkgate.http.Reply;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.markdown.Markdown;
import org.inkgate.posts.PostJson;
import org.inkgate.posts.PostStatus;
import org.inkgate.posts.PostView;
import org.inkgate.posts.StoredPost;

/** Shows a draft to the holder of a review link. */
public class ReviewServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient ReviewLinks links;
  @Inject private transient Markdown markdown;

  @Override
  protected void routes(Routes at) {
    at.get("/review/{secret}", this::show).open();
  }

  private Reply show(HttpServletRequest request) {
    boolean opening = "GET".equals(request.getMethod());
    StoredPost stored = links.open(Routes.segment(request, 2), opening);
    PostView post = stored.view(markdown.html(stored.draft().body()));
    Reply reply =
        post.head().status() == PostStatus.PUBLISHED
            ? Reply.seeOther("/blogs/" + post.slug())
            : Reply.json(() -> PostJson.of(post))
                .orPage("blog/review.jte", () -> Map.of("post", post));
    // The address is the secret: it must not go along to what the draft links to.
    return reply
        .header("Referrer-Policy", "no-referrer")
        .header("X-Robots-Tag", "noindex, nofollow")
        .noStore();
  }
}
