package org.inkgate.transfer;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.inkgate.http.RequestFailedException;
import org.inkgate.posts.PostsImported;
import org.inkgate.transfer.ghost.GhostImport;
import org.inkgate.transfer.imports.ImportLog;
import org.inkgate.transfer.imports.ImportReport;
import org.inkgate.transfer.imports.ImportView.State;
import org.inkgate.transfer.imports.ReportEntry;
import org.inkgate.transfer.imports.ReportEntry.Kind;
import org.inkgate.transfer.imports.ReportEntry.Reason;
import org.inkgate.transfer.markdownfiles.MarkdownImport;
import org.inkgate.transfer.wordpress.WordPressImport;

/** Imports files in the background, one at a time. */
@ApplicationScoped
class ImportRunner {

  private static final Logger LOG = Logger.getLogger(ImportRunner.class.getName());

  private static final int PEEKED_BYTES = 64;

  @Resource private ManagedExecutorService executor;

  private OneTransfer transfers;
  private ImportLog log;
  private MarkdownImport markdown;
  private WordPressImport wordPress;
  private GhostImport ghost;
  private Event<PostsImported> imported;

  ImportRunner() {}

  @Inject
  ImportRunner(
      OneTransfer transfers,
      ImportLog log,
      MarkdownImport markdown,
      WordPressImport wordPress,
      GhostImport ghost,
      Event<PostsImported> imported) {
    this.transfers = transfers;
    this.log = log;
    this.markdown = markdown;
    this.wordPress = wordPress;
    this.ghost = ghost;
    this.imported = imported;
  }

  /**
   * Keeps a file until it is imported, and begins with that; returns the import's id.
   *
   * @throws RequestFailedException 409 while another import, an export or a backup runs
   */
  long begin(InputStream content, String name, long importerId) throws IOException, SQLException {
    OneTransfer.Turn turn = transfers.begin();
    Path file = null;
    try {
      file = Files.createTempFile("import", ".upload");
      Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
      long id = log.begin(name, importerId);
      Path kept = file;
      executor.submit(() -> run(kept, name, importerId, id, turn));
      return id;
    } catch (IOException | SQLException | RuntimeException e) {
      turn.close();
      if (file != null) {
        delete(file);
      }
      throw e;
    }
  }

  private void run(Path file, String name, long importerId, long id, OneTransfer.Turn turn) {
    ImportReport report = new ImportReport(log, id);
    try {
      try {
        switch (firstCharacter(file)) {
          case '<' -> wordPress.run(file, importerId, report);
          case '{' -> ghost.run(file, importerId, report);
          default -> markdown.run(file, importerId, report);
        }
      } catch (IOException e) {
        report.refuse(Kind.FILE, name, e);
      } catch (RuntimeException e) {
        LOG.log(Level.SEVERE, e, () -> "Import " + id + " broke off");
        report.add(ReportEntry.refused(Kind.FILE, name, Reason.BROKEN_OFF, ""));
      }
      // Before it is known to be done: the next may follow at once.
      turn.close();
      imported.fire(new PostsImported());
      log.end(id, State.DONE);
    } catch (SQLException | RuntimeException e) {
      // The page says so as soon as nothing has been heard of it for a while.
      LOG.log(Level.SEVERE, e, () -> "Import " + id + " lost the database");
    } finally {
      turn.close();
      delete(file);
    }
  }

  /** Recognizes a file by its content, not by its name. */
  private static char firstCharacter(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      String start = new String(content.readNBytes(PEEKED_BYTES), StandardCharsets.UTF_8);
      String text = start.replace("\uFEFF", "").stripLeading();
      return text.isEmpty() ? ' ' : text.charAt(0);
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
