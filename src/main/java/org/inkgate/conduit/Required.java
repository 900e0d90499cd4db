package org.inkgate.conduit;

import org.inkgate.http.RequestFields;

/** Notes which fields the specification wants that are not there. */
final class Required {

  private Required() {}

  /** Fields that must be there and say something. */
  static void all(RequestFields fields, String... names) {
    for (String name : names) {
      if (fields.text(name).filter(text -> !text.isBlank()).isEmpty()) {
        fields.error(name, "site.problem.not-blank");
      }
    }
  }

  /** Fields that may be absent, but if they are there must say something. */
  static void changed(RequestFields fields, String... names) {
    for (String name : names) {
      if (fields.has(name)) {
        all(fields, name);
      }
    }
  }
}
