package org.inkgate.posts;

import jakarta.servlet.http.HttpServletRequest;
import org.inkgate.http.Reply;
import org.inkgate.http.RequestFailedException;

/**
 * Answers the list of posts when it is asked for words.
 *
 * <p>The list and its address belong here, the index to the room above, which knows this one: so
 * the arrow between them is turned round.
 */
public interface PostSearch {

  /**
   * Answers with the public posts that contain the words of a query, best first.
   *
   * @throws RequestFailedException 503 while the index is still being made
   */
  Reply answer(HttpServletRequest request, PostQuery query);
}
