package org.inkgate.http;

import java.util.List;
import java.util.Map;

/**
 * What the user typed into a form and its errors, so that the form can be shown again with nothing
 * lost.
 *
 * @param values the texts by field
 * @param errors the rules that were broken, by field
 */
public record Typed(Map<String, String> values, Map<String, List<String>> errors) {

  /** An empty form. */
  public static final Typed NOTHING = new Typed(Map.of(), Map.of());

  /** The text of a field, or the empty string. */
  public String value(String field) {
    return values.getOrDefault(field, "");
  }

  /** What is wrong with a field, or the empty list. */
  public List<String> errors(String field) {
    return errors.getOrDefault(field, List.of());
  }
}
