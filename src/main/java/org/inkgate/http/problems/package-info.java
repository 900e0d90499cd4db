/** The one exit for failures (RFC 9457). */
package org.inkgate.http.problems;
