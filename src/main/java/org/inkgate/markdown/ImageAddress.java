package org.inkgate.markdown;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.inkgate.config.Settings;

/**
 * The address of an image of ours, which says all that a page must know: {@code
 * /media/ID-1200x800.jpg}. So a post is rendered without a query for its images.
 *
 * @param id names the content, which never changes
 * @param width in pixels, as it is shown
 * @param height in pixels, as it is shown
 * @param extension says the type: jpg, png, gif, webp or avif
 */
public record ImageAddress(String id, int width, int height, String extension) {

  /** The widths of the smaller copies, in pixels, of all images that are wider. */
  public static final List<Integer> COPIES = List.of(480, 960, 1920);

  /** The "sizes" of an image: the text column is 42em wide, with an em of 16 pixels. */
  static final String SIZES = "(min-width: 45em) 42em, 100vw";

  private static final Pattern PATH =
      Pattern.compile(
          "/media/([0-9a-f]{32})-([1-9]\\d{0,5})x([1-9]\\d{0,5})\\.(jpg|png|gif|webp|avif)");

  /**
   * Another address with its host, and the path after it. Browsers take a backslash for a slash.
   */
  private static final Pattern ABSOLUTE =
      Pattern.compile(
          "(?i)(?:https?:)?//(?:[^/?#\\\\]*@)?([^/?#:@%\\\\\\s]+)(?::[0-9]*)?((?:[/?#].*)?)");

  /** A file of ours, without any spelling by which it could be another path. */
  private static final Pattern OWN = Pattern.compile("/media/[\\w-][\\w.-]*(?:\\?w=[0-9]{1,5})?");

  /** Animations stay whole, and no AVIF is decoded here. */
  private static final List<String> WITH_COPIES = List.of("jpg", "png", "webp");

  /** Reads a path; empty when it is not the path of an image on this server. */
  public static Optional<ImageAddress> of(String path) {
    Matcher matcher = PATH.matcher(path);
    return matcher.matches()
        ? Optional.of(
            new ImageAddress(
                matcher.group(1),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                matcher.group(4)))
        : Optional.empty();
  }

  /**
   * Whether a post may show what is at this address. On this site, that is a file below "/media/":
   * a browser sends its cookies along, and must not be made to open anything else.
   */
  static boolean mayBeShown(String address) {
    Matcher elsewhere = ABSOLUTE.matcher(address);
    return elsewhere.matches() && !Settings.isOwnHost(elsewhere.group(1))
        || OWN.matcher(address.substring(elsewhere.matches() ? elsewhere.start(2) : 0)).matches();
  }

  public String path() {
    return "/media/" + id + "-" + width + "x" + height + "." + extension;
  }

  /** The widths of the copies that are smaller than the image, smallest first. */
  public List<Integer> copies() {
    return WITH_COPIES.contains(extension)
        ? COPIES.stream().filter(copy -> copy < width).toList()
        : List.of();
  }

  /** The path of the copy of a width. */
  public String path(int copy) {
    return path() + "?w=" + copy;
  }

  /** The "srcset" of an HTML image; empty when there is nothing to choose from. */
  public String srcset() {
    List<Integer> copies = copies();
    return copies.isEmpty()
        ? ""
        : IntStream.range(0, copies.size() + 1)
            .mapToObj(
                i ->
                    i < copies.size()
                        ? path(copies.get(i)) + " " + copies.get(i) + "w"
                        : path() + " " + width + "w")
            .collect(Collectors.joining(", "));
  }
}
