package org.inkgate.accounts;

import java.util.regex.Pattern;

/** Where a browser goes on: always a path of this server, even if "next" says otherwise. */
final class NextPage {

  /** One slash and no second one, no backslash, no control character: no other host. */
  private static final Pattern OWN_PATH = Pattern.compile("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]*");

  /** Where a user who has just logged in does not want to be. */
  private static final Pattern WAY_IN_OR_OUT = Pattern.compile("/(login|logout)\\b.*");

  private NextPage() {}

  /** Where to go after logging in. */
  static String orHome(String next) {
    String own = own(next);
    return WAY_IN_OR_OUT.matcher(own).matches() ? "/" : own;
  }

  /** Where to go back to, the log-in form too. */
  static String own(String next) {
    return OWN_PATH.matcher(next).matches() ? next : "/";
  }
}
