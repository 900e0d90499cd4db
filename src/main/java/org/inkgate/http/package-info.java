/**
 * HTTP: the line of filters, reading requests, negotiating, pages, problems and the headers of
 * every answer.
 */
package org.inkgate.http;
