package org.inkgate.http.log;

import java.time.Instant;

/**
 * A request that was refused, as an administrator sees it.
 *
 * @param path without the query, which may hold what was searched for or a link's secret
 * @param address where the request came from
 * @param check the type of the problem: which rule refused
 * @param reason which check failed, in more words than the client was told
 */
public record Refusal(
    String requestId,
    Instant at,
    String method,
    String path,
    String address,
    int status,
    String check,
    String reason) {}
