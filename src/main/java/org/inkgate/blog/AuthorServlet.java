package org.inkgate.blog;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.inkgate.http.Listing;
import org.inkgate.http.Problem;
import org.inkgate.http.Reply;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.posts.PostJson;
import org.inkgate.posts.PostQuery;
import org.inkgate.posts.PostSummary;
import org.inkgate.tokens.Caller;
import org.inkgate.users.Profile;
import org.inkgate.users.User;
import org.inkgate.users.Users;

/** Shows an author's profile and published posts to all readers. */
public class AuthorServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient Users users;
  @Inject private transient BlogService blog;

  @Override
  protected void routes(Routes at) {
    at.get("/authors/{username}", this::show).open();
  }

  private Reply show(HttpServletRequest request) {
    String asked = Routes.segment(request, 2);
    Profile author = author(Caller.find(request), asked);
    if (!author.username().equalsIgnoreCase(asked)) {
      return Reply.moved("/authors/" + author.username()).cachingUnsaid();
    }
    PostQuery query = PostQuery.of(request).publishedBy(author.username());
    Listing<PostSummary> posts = blog.list(Optional.empty(), query);
    return Reply.list(posts, () -> author.toJson().addAll(posts.json("posts", PostJson::of)))
        .keptIf(true)
        .orPage("blog/author.jte", () -> Map.of("author", author, "posts", posts));
  }

  private Profile author(Optional<Caller> caller, String username) {
    return users
        .byNameOrOldName(username)
        .filter(user -> blog.knows(caller, user))
        .map(User::profile)
        .orElseThrow(() -> new RequestFailedException(Problem.notFound()));
  }
}
