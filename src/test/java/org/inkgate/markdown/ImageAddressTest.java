package org.inkgate.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageAddressTest {

  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final String PATH = "/media/" + ID + "-1000x500.jpg";

  private final Markdown markdown = new Markdown();

  @Test
  void anAddressIsReadAsItIsWritten() {
    ImageAddress image = ImageAddress.of(PATH).orElseThrow();
    assertEquals(new ImageAddress(ID, 1000, 500, "jpg"), image);
    assertEquals(PATH, image.path());
    assertEquals(List.of(480, 960), image.copies());
    assertEquals(PATH + "?w=480 480w, " + PATH + "?w=960 960w, " + PATH + " 1000w", image.srcset());
    assertEquals("", new ImageAddress(ID, 1000, 500, "gif").srcset());
    assertEquals("", new ImageAddress(ID, 480, 500, "jpg").srcset());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/media",
        "/media/" + ID,
        "/media/" + ID + "-0x1.jpg",
        "/media/" + ID + "-1x1.svg",
        "/media/" + ID + "-1x1.jpg?w=1",
        "/media/" + ID + "-1000000x1.jpg",
        "/media/0123-1x1.jpg",
        "//example.org/media/" + ID + "-1x1.jpg"
      })
  void anythingElseIsNone(String path) {
    assertEquals(Optional.empty(), ImageAddress.of(path));
  }

  @Test
  void anImageOfOursKeepsItsPlaceAndLoadsLate() {
    String html = markdown.html("![A *dog*](" + PATH + " \"Rex\")");
    for (String attribute :
        List.of(
            "alt=\"A dog\"",
            "title=\"Rex\"",
            "width=\"1000\"",
            "height=\"500\"",
            "loading=\"lazy\"",
            "decoding=\"async\"",
            "sizes=\"(min-width: 45em) 42em, 100vw\"")) {
      assertTrue(html.contains(attribute), html);
    }
    String srcset = html.replaceFirst("(?s).*srcset=\"([^\"]*)\".*", "$1").strip();
    assertEquals(ImageAddress.of(PATH).orElseThrow().srcset(), srcset.replace("&#61;", "="), html);
  }

  @Test
  void imagesOfOthersStayAsTheyAre() {
    assertFalse(markdown.html("![a](https://example.org/a.jpg)").contains("srcset"));
    String raw =
        markdown.html(
            "<img src=\"/a.jpg\" srcset=\"https://example.org/b.jpg 480w\" sizes=\"1px\""
                + " width=\"javascript:1\" loading=\"eager\" onload=\"x()\">");
    assertFalse(raw.matches("(?s).*(srcset|sizes|width|eager|onload).*"), raw);
  }
}
