package org.inkgate.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A form that was sent and refused, ready to be shown and sent again.
 *
 * @param action where it goes; empty when it must not be sent again, only copied
 * @param csrf the value it came with, for when it can't be found out who is signed in
 * @param typed what a person typed, by field
 * @param unseen what the page itself put into the form
 * @param secrets the names of password fields, which come back empty
 * @param upload whether it had a file, which must be chosen again
 */
public record SentForm(
    Optional<String> action,
    String csrf,
    Map<String, String> typed,
    Map<String, String> unseen,
    List<String> secrets,
    boolean upload) {

  private static final String FOREIGN = SentForm.class.getName() + ".foreign";

  /** Fields that pages fill in by themselves, or that say which button was pressed. */
  private static final Set<String> UNSEEN =
      Set.of(
          "idempotency_key",
          "version",
          "status",
          "next",
          "parent",
          "post",
          "from",
          "setup",
          "kept",
          "token",
          "invite",
          "seen");

  /** A path that a browser takes for nothing else, such as another host. */
  private static final Pattern OWN_PATH = Pattern.compile("/(?![/\\\\]).*");

  /** Marks a request that another site caused: no button may send its words for the reader. */
  public static void foreign(HttpServletRequest request) {
    request.setAttribute(FOREIGN, true);
  }

  /** Whether pages fill in this field by themselves. */
  public static boolean isUnseen(String field) {
    return UNSEEN.contains(field);
  }

  /** The form in a request; empty when there is no form, or nothing was typed into it. */
  public static Optional<SentForm> in(HttpServletRequest request) {
    Optional<RequestFields> fields = RequestFields.ofForm(request);
    if (fields.isEmpty() || !"POST".equals(request.getMethod())) {
      return Optional.empty();
    }
    boolean own =
        request.getAttribute(FOREIGN) == null
            && OWN_PATH.matcher(request.getRequestURI()).matches();
    SentForm sent =
        of(
            Optional.of(request.getRequestURI()).filter(path -> own),
            fields.get().text("csrf").orElse(""),
            fields.get().withUnseen(),
            fields.get().secrets(),
            RouteMatch.of(request).takesUploads());
    boolean nothing = sent.typed.values().stream().allMatch(String::isBlank);
    return Optional.of(sent).filter(it -> !nothing || it.unseen.containsKey("kept"));
  }

  /** Parts what was typed from what the page itself put into the form. */
  public static SentForm of(
      Optional<String> action,
      String csrf,
      Map<String, String> fields,
      List<String> secrets,
      boolean upload) {
    Map<String, String> typed = new LinkedHashMap<>();
    Map<String, String> unseen = new LinkedHashMap<>();
    fields.forEach((name, value) -> (isUnseen(name) ? unseen : typed).put(name, value));
    return new SentForm(action, csrf, typed, unseen, secrets, upload);
  }
}
