package org.inkgate.feeds;

import java.net.URI;

/** Where readers find the site; makes absolute addresses of its paths. */
record SiteAddress(URI url) {

  String of(String path) {
    return url + path;
  }

  String host() {
    return url.getHost();
  }

  String scheme() {
    return url.getScheme();
  }
}
