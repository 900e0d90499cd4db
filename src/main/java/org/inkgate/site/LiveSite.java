package org.inkgate.site;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;

/** Keeps what pages show of the site in memory, and as the database has it. */
@ApplicationScoped
class LiveSite {

  private static final long NOTHING_YET = -1;

  private SiteStore store;
  private ServletContext context;
  private long shown = NOTHING_YET;

  LiveSite() {}

  @Inject
  LiveSite(SiteStore store) {
    this.store = store;
  }

  synchronized void start(ServletContext servletContext) {
    context = servletContext;
    refresh();
  }

  /** Shows what the database has, should it have changed here or on another node. */
  synchronized void refresh() {
    // Asked first: what changes in between is seen the next time.
    long revision = store.revision();
    if (revision != shown) {
      store.site().show(context);
      shown = revision;
    }
  }
}
