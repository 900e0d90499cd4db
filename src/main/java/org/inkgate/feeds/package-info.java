/** What machines read: feeds, the map of the site, and what crawlers may fetch. */
package org.inkgate.feeds;
