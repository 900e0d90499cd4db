package org.inkgate.transfer.wordpress;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.inkgate.transfer.imports.MixedText;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/**
 * Takes a file of WordPress (WXR) apart into its items before any of them is parsed, so that what
 * is wrong with one costs that one only. jsoup parses each: it reads no other file, knows no
 * document type, and goes on after what is no XML.
 */
final class WordPressFile {

  /** Far more than a post with its comments; a larger item is refused. */
  private static final int MOST_ITEM_BYTES = 64 * 1024 * 1024;

  private static final byte[] BEGIN = "<item>".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "</item>".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DATA = "<![CDATA[".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DATA_END = "]]>".getBytes(StandardCharsets.US_ASCII);

  /** A part of the file. */
  interface Part {
    /**
     * Receives it.
     *
     * @param mended whether bytes in it were no UTF-8
     * @param at how many bytes of the file have been read
     */
    void accept(Document xml, boolean mended, long at) throws IOException, SQLException;
  }

  private final Path file;

  WordPressFile(Path file) {
    this.file = file;
  }

  /** Reads what stands before the first item, then each item. */
  void read(Part head, Part item) throws IOException, SQLException {
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    boolean inItem = false;
    boolean inData = false;
    long at = 0;
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      Tail tail = new Tail();
      for (int b = bytes.read(); b >= 0; b = bytes.read()) {
        at++;
        if (part.size() < MOST_ITEM_BYTES) {
          part.write(b);
        }
        tail.add(b);
        if (b != '>' && b != '[') {
          continue;
        }
        if (inData) {
          inData = !tail.endsWith(DATA_END);
        } else if (tail.endsWith(DATA)) {
          inData = true;
        } else if (!inItem && tail.endsWith(BEGIN)) {
          inItem = true;
          give(part, head, at);
          part.writeBytes(BEGIN);
          head = (xml, mended, where) -> {};
        } else if (inItem && tail.endsWith(END)) {
          inItem = false;
          give(part, item, at);
        }
      }
    }
    // A file that breaks off: what is there of its last item.
    give(part, inItem ? item : head, at);
  }

  private static void give(ByteArrayOutputStream bytes, Part to, long at)
      throws IOException, SQLException {
    byte[] content = bytes.toByteArray();
    bytes.reset();
    MixedText.Decoded text = MixedText.ofFile(content);
    to.accept(Jsoup.parse(text.text(), Parser.xmlParser()), text.mended(), at);
  }

  /** The last bytes that were read. */
  private static final class Tail {
    private final byte[] ring = new byte[16];
    private int count;

    void add(int b) {
      ring[count++ & 15] = (byte) b;
    }

    boolean endsWith(byte[] word) {
      for (int i = 1; i <= word.length; i++) {
        if (count < i || ring[(count - i) & 15] != word[word.length - i]) {
          return false;
        }
      }
      return true;
    }
  }
}
