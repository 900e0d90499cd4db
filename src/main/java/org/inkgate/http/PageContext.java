package org.inkgate.http;

import java.util.Optional;

/**
 * What every page shows around its content: who is signed in and what the layout needs to know.
 *
 * @param username the name of whoever is signed in
 * @param csrf the value every form must carry; empty when nobody is signed in
 * @param path the path of this page, to come back to after logging in
 * @param requestId names this request in the log and on error pages
 */
public record PageContext(
    Optional<String> username, boolean administrator, String csrf, String path, String requestId) {}
