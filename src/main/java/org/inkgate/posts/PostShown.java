package org.inkgate.posts;

import gg.jte.Content;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.inkgate.tokens.Caller;

/**
 * Announces, as a CDI event, that the page of a post is about to be shown, so that rooms above this
 * one can add what they have to say below it.
 */
public final class PostShown {

  private final HttpServletRequest request;
  private final Optional<Caller> caller;
  private final PostView post;
  private final List<Content> sections = new ArrayList<>();

  public PostShown(HttpServletRequest request, Optional<Caller> caller, PostView post) {
    this.request = request;
    this.caller = caller;
    this.post = post;
  }

  public HttpServletRequest request() {
    return request;
  }

  public Optional<Caller> caller() {
    return caller;
  }

  public PostView post() {
    return post;
  }

  /** Adds a section below the post; see {@link org.inkgate.http.Pages#section}. */
  public void add(Content section) {
    sections.add(section);
  }

  public List<Content> sections() {
    return sections;
  }
}
