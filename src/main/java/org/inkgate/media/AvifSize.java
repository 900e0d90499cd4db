package org.inkgate.media;

import java.nio.ByteBuffer;
import java.util.List;

/** How large an AVIF is shown, as the properties of its primary item say (§6.5). */
record AvifSize(int width, int height) {

  private static final int VERSION_BYTES = 4;

  static AvifSize of(ByteBuffer file, Box properties, int item) {
    List<Box> parts = properties.children(file, 0);
    List<Box> all =
        parts.stream()
            .filter(part -> part.is("ipco"))
            .findFirst()
            .map(part -> part.children(file, 0))
            .orElse(List.of());
    AvifSize size = new AvifSize(0, 0);
    boolean turned = false;
    for (Box part : parts) {
      for (int index : part.is("ipma") ? properties(file, part, item) : new int[0]) {
        if (index < 1 || index > all.size()) {
          continue;
        }
        Box property = all.get(index - 1);
        if (property.is("ispe")) {
          size = size(file, property);
        } else if (property.is("irot")) {
          turned = (file.get(property.content()) & 1) == 1;
        }
      }
    }
    // Every part of it is decoded in the browser, too.
    all.stream().filter(property -> property.is("ispe")).forEach(part -> size(file, part));
    ImageFile.checkSize(size.width, size.height);
    return turned ? new AvifSize(size.height, size.width) : size;
  }

  private static AvifSize size(ByteBuffer file, Box property) {
    long width = file.getInt(property.content() + VERSION_BYTES) & 0xffffffffL;
    long height = file.getInt(property.content() + VERSION_BYTES + 4) & 0xffffffffL;
    ImageFile.checkSize(width, height);
    return new AvifSize((int) width, (int) height);
  }

  /** The numbers of an item's properties, counted from 1. */
  private static int[] properties(ByteBuffer file, Box box, int wanted) {
    file.position(box.content());
    int versionAndFlags = file.getInt();
    boolean wideItems = versionAndFlags >>> 24 > 0;
    boolean wideIndexes = (versionAndFlags & 1) == 1;
    int entries = file.getInt();
    for (int i = 0; i < entries; i++) {
      int item = wideItems ? file.getInt() : file.getShort() & 0xffff;
      int[] indexes = new int[file.get() & 0xff];
      for (int j = 0; j < indexes.length; j++) {
        // The highest bit says whether a reader must know the property.
        indexes[j] = wideIndexes ? file.getShort() & 0x7fff : file.get() & 0x7f;
      }
      if (item == wanted) {
        return indexes;
      }
    }
    return new int[0];
  }
}
