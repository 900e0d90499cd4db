package org.inkgate.transfer.imports;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.texts.Message;
import org.inkgate.transfer.imports.ReportEntry.Kind;
import org.inkgate.transfer.imports.ReportEntry.Reason;

/** Tells, while an import is under way, what became of the things in it. */
public record ImportReport(ImportLog log, long id) {

  /** Often enough for the user who watches, rarely enough for the database. */
  private static final int STEP = 20;

  public void add(ReportEntry line) throws SQLException {
    log.add(id, line);
  }

  public void addAll(List<ReportEntry> lines) throws SQLException {
    for (ReportEntry line : lines) {
      add(line);
    }
  }

  /** Reports what can't be read or breaks a rule, and why. */
  public void refuse(Kind kind, String name, Exception why) throws SQLException {
    boolean rule = why instanceof RequestFailedException || why instanceof IllegalArgumentException;
    String detail =
        why instanceof RequestFailedException failed
            ? rules(failed.problem())
            : String.valueOf(why.getMessage());
    add(ReportEntry.refused(kind, name, rule ? Reason.INVALID : Reason.UNREADABLE, detail));
  }

  public void progress(int done, int total) throws SQLException {
    if (done % STEP == 0 || done == total) {
      log.progress(id, done, total);
    }
  }

  /** The same for steps of any length, each of them worth saying. */
  public void reached(int done, int total) throws SQLException {
    log.progress(id, Math.min(done, total), total);
  }

  /** What a problem says about each field. */
  private static String rules(Problem problem) {
    return problem.errors().isEmpty()
        ? problem.detail().english()
        : problem.errors().entrySet().stream()
            .map(field -> field.getKey() + ": " + english(field.getValue()))
            .sorted()
            .collect(Collectors.joining("; "));
  }

  private static String english(List<Message> rules) {
    return rules.stream().map(Message::english).collect(Collectors.joining(", "));
  }
}
