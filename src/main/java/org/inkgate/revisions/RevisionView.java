package org.inkgate.revisions;

import java.util.List;

/** A revision as its page shows it. */
public record RevisionView(RevisionSummary line, String body, List<String> tags) {

  /** Title, tags and body as one text, to be compared with another's. */
  String whole() {
    return line.title() + "\n\n" + String.join(", ", tags) + "\n\n" + body;
  }
}
