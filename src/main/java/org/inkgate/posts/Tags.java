package org.inkgate.posts;

import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tags ignore case: a tag is found by its key and shown as it was first spelled. */
public final class Tags {

  private Tags() {}

  /** What all spellings of a tag share. At most four times as long as the tag. */
  public static String key(String tag) {
    // Upper case first: only so are ß and SS, or σ and ς, the same.
    return Normalizer.normalize(tag, Normalizer.Form.NFC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }

  /** Whether one of these tags is this one. */
  public static boolean contains(Collection<String> tags, String tag) {
    String key = key(tag);
    return tags.stream().anyMatch(each -> key(each).equals(key));
  }

  /** The tags by their keys, in their order; of two spellings the first stays. */
  public static Map<String, String> byKey(List<String> tags) {
    Map<String, String> byKey = new LinkedHashMap<>();
    tags.forEach(tag -> byKey.putIfAbsent(key(tag), tag));
    return byKey;
  }

  static boolean same(List<String> some, List<String> others) {
    return List.copyOf(byKey(some).keySet()).equals(List.copyOf(byKey(others).keySet()));
  }
}
