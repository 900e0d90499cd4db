package org.inkgate.transfer.imports;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.inkgate.transfer.imports.ReportEntry.Kind;
import org.inkgate.transfer.imports.ReportEntry.Reason;

/**
 * A ZIP on its way in, with what all that read it need to know.
 *
 * @param names of the files that may be taken over
 * @param importerId who stands for authors that are not known
 */
public record ImportedZip(ZipFiles zip, List<String> names, long importerId, ImportReport report) {

  /** Looks through a ZIP, and reports the names that no file may have. */
  public static ImportedZip of(ZipFiles zip, long importerId, ImportReport report)
      throws SQLException {
    List<String> names = new ArrayList<>();
    for (String name : zip.names()) {
      if (!ZipFiles.isPlain(name)) {
        report.add(ReportEntry.refused(Kind.FILE, name, Reason.BAD_NAME, ""));
      } else if (!("/" + name).contains("/.") && !name.startsWith("__MACOSX/")) {
        names.add(name);
      }
    }
    return new ImportedZip(zip, names, importerId, report);
  }

  /** The bytes of a file; when they are more than so many, that is reported. */
  public Optional<byte[]> bytes(Kind kind, String name, int most) throws IOException, SQLException {
    Optional<byte[]> bytes = zip.bytes(name, most);
    if (bytes.isEmpty()) {
      report.add(ReportEntry.refused(kind, name, Reason.TOO_LARGE, ""));
    }
    return bytes;
  }
}
