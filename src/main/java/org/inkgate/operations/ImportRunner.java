package org.inkgate.operations;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.inkgate.operations.ImportView.State;
import org.inkgate.operations.Line.Kind;
import org.inkgate.operations.Line.Reason;

/** Imports files in the background, one after the other. */
@ApplicationScoped
class ImportRunner {

  private static final Logger LOG = Logger.getLogger(ImportRunner.class.getName());

  private static final int PEEKED_BYTES = 64;

  @Resource private ManagedExecutorService executor;

  private final Object turn = new Object();

  private ImportLog log;
  private MarkdownImport markdown;
  private WordPressImport wordPress;

  ImportRunner() {}

  @Inject
  ImportRunner(ImportLog log, MarkdownImport markdown, WordPressImport wordPress) {
    this.log = log;
    this.markdown = markdown;
    this.wordPress = wordPress;
  }

  /** Begins to import a file, which is deleted in the end; returns the import's id. */
  long begin(Path file, String name, long importerId) throws SQLException {
    long id = log.begin(name, importerId);
    executor.submit(
        () -> {
          synchronized (turn) {
            run(file, name, importerId, id);
          }
        });
    return id;
  }

  private void run(Path file, String name, long importerId, long id) {
    ImportReport report = new ImportReport(log, id);
    try {
      try {
        if (isXml(file)) {
          wordPress.run(file, importerId, report);
        } else {
          markdown.run(file, importerId, report);
        }
      } catch (IOException e) {
        report.add(
            Line.refused(Kind.FILE, name, Reason.UNREADABLE, String.valueOf(e.getMessage())));
      } catch (RuntimeException e) {
        LOG.log(Level.SEVERE, e, () -> "Import " + id + " broke off");
        report.add(Line.refused(Kind.FILE, name, Reason.BROKEN_OFF, ""));
      }
      log.end(id, State.DONE);
    } catch (SQLException | RuntimeException e) {
      // The page says so as soon as nothing has been heard of it for a while.
      LOG.log(Level.SEVERE, e, () -> "Import " + id + " lost the database");
    } finally {
      delete(file);
    }
  }

  /** What a file is, its first characters say, whatever its name. */
  private static boolean isXml(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      String start = new String(content.readNBytes(PEEKED_BYTES), StandardCharsets.UTF_8);
      return start.replace("\uFEFF", "").stripLeading().startsWith("<");
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Can't delete an imported file", e);
    }
  }
}
