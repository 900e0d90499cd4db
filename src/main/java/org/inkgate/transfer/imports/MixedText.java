package org.inkgate.transfer.imports;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes text that is UTF-8 except for bytes that an old program wrote in another encoding. */
public final class MixedText {

  /** What programs wrote before UTF-8, and in which any byte is a character. */
  private static final Charset OLD = Charset.forName("windows-1252");

  private MixedText() {}

  /** Decodes; each byte that is no UTF-8 is one of Windows-1252. */
  static String decode(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    // No byte becomes more than one UTF-16 unit.
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (!result.isError()) {
        return out.flip().toString();
      }
      byte[] wrong = new byte[result.length()];
      in.get(wrong);
      out.put(new String(wrong, OLD));
      decoder.reset();
    }
  }

  /**
   * Decodes a file in UTF-8 or UTF-16, which its first bytes may say, or in a mix.
   *
   * @param mended whether some bytes were of another encoding
   */
  public record Decoded(String text, boolean mended) {}

  public static Decoded ofFile(byte[] bytes) {
    boolean big = bytes.length > 1 && bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff;
    boolean little = bytes.length > 1 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe;
    if (big || little) {
      return new Decoded(new String(bytes, StandardCharsets.UTF_16), false);
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    boolean mended = text.indexOf('\ufffd') >= 0 && !decode(bytes).equals(text);
    String decoded = mended ? decode(bytes) : text;
    return new Decoded(decoded.startsWith("\ufeff") ? decoded.substring(1) : decoded, mended);
  }
}
