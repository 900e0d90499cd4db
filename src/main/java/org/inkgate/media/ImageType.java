package org.inkgate.media;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The accepted image types, recognized by their first bytes and not by the file's name. */
enum ImageType {
  JPEG("image/jpeg", "jpg"),
  PNG("image/png", "png"),
  GIF("image/gif", "gif"),
  WEBP("image/webp", "webp"),
  AVIF("image/avif", "avif");

  private final String mediaType;
  private final String extension;

  ImageType(String mediaType, String extension) {
    this.mediaType = mediaType;
    this.extension = extension;
  }

  String mediaType() {
    return mediaType;
  }

  String extension() {
    return extension;
  }

  /** The type these bytes claim to be by their first ones. */
  static Optional<ImageType> of(ByteBuffer bytes) {
    return Arrays.stream(values()).filter(type -> type.begins(bytes)).findFirst();
  }

  private boolean begins(ByteBuffer bytes) {
    return switch (this) {
      case JPEG -> has(bytes, 0, "\u00ff\u00d8\u00ff");
      case PNG -> has(bytes, 0, "\u0089PNG\r\n\u001a\n");
      case GIF -> has(bytes, 0, "GIF87a") || has(bytes, 0, "GIF89a");
      case WEBP -> has(bytes, 0, "RIFF") && has(bytes, 8, "WEBP");
      // The brand may be another one, with "avif" among the compatible ones behind it.
      case AVIF -> has(bytes, 4, "ftyp") && AvifFile.isAvif(bytes);
    };
  }

  private static boolean has(ByteBuffer bytes, int at, String text) {
    byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
    return bytes.limit() >= at + wanted.length
        && bytes.slice(at, wanted.length).equals(ByteBuffer.wrap(wanted));
  }
}
