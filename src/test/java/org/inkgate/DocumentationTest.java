package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares what the documents say with what is there. */
class DocumentationTest {

  private static final Pattern STATEMENT = Pattern.compile("^(\\d+)\\. ", Pattern.MULTILINE);
  private static final Pattern TEST = Pattern.compile("\"security (\\d+): ");
  private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)(?:#[^)]*)?\\)");

  @Test
  void everyStatementAboutSecurityHasATestAndEveryTestItsStatement() throws IOException {
    Set<String> tested = new TreeSet<>();
    for (Path file : files(Path.of("src/test/java"), ".java")) {
      tested.addAll(groups(TEST, file));
    }
    assertEquals(groups(STATEMENT, Path.of("docs/security.md")), tested);
  }

  @Test
  void everyLinkLeadsToAFile() throws IOException {
    Set<String> broken = new TreeSet<>();
    List<Path> documents =
        Stream.concat(files(Path.of("docs"), ".md").stream(), top().stream()).toList();
    for (Path document : documents) {
      for (String link : groups(LINK, document)) {
        if (!Files.exists(document.resolveSibling(link))) {
          broken.add(document + ": " + link);
        }
      }
    }
    assertEquals(Set.of(), broken);
  }

  private static List<Path> top() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(""))) {
      return files.filter(file -> file.toString().endsWith(".md")).toList();
    }
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }

  private static Set<String> groups(Pattern pattern, Path file) {
    try {
      return pattern
          .matcher(Files.readString(file))
          .results()
          .map(found -> found.group(1))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
