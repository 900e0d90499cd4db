/** What is logged of requests: each one, refusals, events of security. */
package org.inkgate.http.log;
