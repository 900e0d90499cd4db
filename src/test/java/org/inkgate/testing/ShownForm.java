package org.inkgate.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;

/** A form as a page shows it, and what a browser would send of it. */
public final class ShownForm {

  private final Element form;

  private ShownForm(Element form) {
    this.form = form;
  }

  /**
   * The form of a page in which a field can be changed.
   *
   * @throws AssertionError when there is none
   */
  public static ShownForm with(String field, String html) {
    return Jsoup.parse(html).select("main form[method=post]").stream()
        .filter(form -> !controls(form, field).isEmpty())
        .findFirst()
        .map(ShownForm::new)
        .orElseThrow(() -> new AssertionError("No form has the field " + field + ": " + html));
  }

  private static Elements controls(Element form, String field) {
    String named = "[name=" + field + "]:not([readonly]):not([type=hidden])";
    return form.select("input" + named + ", textarea" + named + ", select" + named);
  }

  public String action() {
    return form.attr("action");
  }

  /** What stands in a field that can be changed; of several, all that are chosen. */
  public String value(String field) {
    return controls(form, field).stream()
        .filter(it -> !it.attr("type").equals("checkbox") || it.hasAttr("checked"))
        .map(ShownForm::text)
        .collect(Collectors.joining(", "));
  }

  private static String text(Element control) {
    return switch (control.tagName()) {
      case "select" -> control.select("option[selected]").attr("value");
      // As the browser does, without the line break that follows the tag.
      case "textarea" -> control.wholeText().replaceFirst("^\n", "");
      default -> control.attr("value");
    };
  }

  /** All that a browser sends when the first button is pressed. */
  public Map<String, String> sent() {
    Map<String, String> sent = new LinkedHashMap<>();
    form.select("input[type=hidden][name]")
        .forEach(it -> sent.put(it.attr("name"), it.attr("value")));
    form.select("input[name], textarea[name], select[name]").stream()
        .map(it -> it.attr("name"))
        .filter(name -> !sent.containsKey(name))
        .forEach(name -> sent.put(name, value(name)));
    return sent;
  }
}
