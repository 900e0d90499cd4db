package org.inkgate.transfer;

/** Names of the files that an export has beside those in Markdown. */
final class ExportedFile {

  static final String SITE = "site.json";
  static final String AUTHORS = "authors.json";
  static final String COMMENTS = "comments.json";
  static final String MEDIA = "media.json";

  private ExportedFile() {}
}
