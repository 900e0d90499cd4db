/** What a reverse proxy says of a request. */
package org.inkgate.http.proxies;
