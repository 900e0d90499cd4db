package org.inkgate.site;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The picture in the head of every page. */
@ApplicationScoped
public class SiteLogo {

  private SiteStore store;
  private LiveSite live;

  SiteLogo() {}

  @Inject
  SiteLogo(SiteStore store, LiveSite live) {
    this.store = store;
    this.live = live;
  }

  /** The path of the logo, or the empty string. */
  public String path() {
    return store.settings().logo();
  }

  /** Shows another logo on every page, and returns the path of the one before. */
  public String change(String path) {
    String before = store.changeLogo(path);
    live.refresh();
    return before;
  }
}
