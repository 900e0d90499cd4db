package org.inkgate.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UploadFieldsTest {

  private static final String TYPE = "multipart/form-data; boundary=\"a.b\"";
  private static final String ALT =
      "--a.b\r\nContent-Disposition: form-data; name=\"alt\"\r\n\r\nGrüße\r\nan alle\r\n";
  private static final String FILE =
      "--a.b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.png\"\r\n"
          + "Content-Type: image/png\r\n\r\n";

  @Test
  void whatStandsBeforeTheFileIsRead() throws IOException {
    assertEquals(Map.of("alt", "Grüße\nan alle"), read(TYPE, ALT + FILE + "x".repeat(100_000)));
    assertEquals(Map.of("alt", "Grüße\nan alle"), read(TYPE, ALT + FILE + "x\r\n--a.b--\r\n"));
  }

  @Test
  void theFileAndWhatFollowsItAreNot() throws IOException {
    assertEquals(Map.of(), read(TYPE, FILE + "x\r\n" + ALT + "--a.b--\r\n"));
  }

  @Test
  void whatIsNotCompleteOrNoUploadHoldsNothing() throws IOException {
    assertEquals(Map.of(), read(TYPE, ALT.substring(0, ALT.length() - 2)));
    assertEquals(Map.of(), read("multipart/form-data", ALT + FILE));
    assertEquals(Map.of(), read("text/plain", ALT + FILE));
    assertEquals(Map.of(), read(TYPE, "a.b".repeat(10_000)));
  }

  private static Map<String, String> read(String type, String body) throws IOException {
    InputStream bytes = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    return UploadFields.read(type, bytes).kept();
  }
}
