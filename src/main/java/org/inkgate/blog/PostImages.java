package org.inkgate.blog;

import java.util.Map;
import java.util.regex.Pattern;
import org.owasp.html.HtmlPolicyBuilder;

/** Lets a post's images of ours load late, in the size that fits, and without moving the text. */
final class PostImages {

  private static final Pattern PIXELS = Pattern.compile("[1-9]\\d{0,5}");

  private static final Pattern SRCSET =
      Pattern.compile("(/media/[\\w.-]{1,80}(\\?w=\\d{1,4})? \\d{1,6}w( ?, ?)?){1,9}");

  private PostImages() {}

  /** Adds what the address tells; an image of another site stays as it is. */
  static void describe(Map<String, String> attributes) {
    ImageAddress.of(attributes.getOrDefault("src", ""))
        .ifPresent(
            image -> {
              attributes.put("width", String.valueOf(image.width()));
              attributes.put("height", String.valueOf(image.height()));
              attributes.put("loading", "lazy");
              attributes.put("decoding", "async");
              if (!image.srcset().isEmpty()) {
                attributes.put("srcset", image.srcset());
                attributes.put("sizes", ImageAddress.SIZES);
              }
            });
  }

  /** Allows just that. */
  static HtmlPolicyBuilder allow(HtmlPolicyBuilder policy) {
    return policy
        .allowAttributes("width", "height")
        .matching(PIXELS)
        .onElements("img")
        .allowAttributes("srcset")
        .matching(SRCSET)
        .onElements("img")
        .allowAttributes("sizes")
        .matching(false, ImageAddress.SIZES)
        .onElements("img")
        .allowAttributes("loading")
        .matching(false, "lazy")
        .onElements("img")
        .allowAttributes("decoding")
        .matching(false, "async")
        .onElements("img");
  }
}
