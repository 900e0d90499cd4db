package org.inkgate.transfer.imports;

/** Names of the files that an export has beside those in Markdown. */
public final class ExportedFile {

  public static final String SITE = "site.json";
  public static final String AUTHORS = "authors.json";
  public static final String COMMENTS = "comments.json";
  public static final String MEDIA = "media.json";

  private ExportedFile() {}
}
