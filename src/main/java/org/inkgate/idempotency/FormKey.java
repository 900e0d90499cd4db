package org.inkgate.idempotency;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.inkgate.http.RequestFields;
import org.inkgate.http.Routes;

/**
 * Names the form of something new, in a hidden field and in the address of its page. A form that is
 * sent twice, or that its author comes back to, has the same key and makes one thing.
 */
public final class FormKey {

  private static final String FIELD = "idempotency_key";
  private static final String PARAMETER = "form";
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9-]{1,43}");

  private FormKey() {}

  public static String create() {
    return UUID.randomUUID().toString();
  }

  /** The key that a form was sent with. */
  public static Optional<String> of(RequestFields fields) {
    return fields.text(FIELD).filter(FormKey::isKey);
  }

  /** The key that stands in the address of the form's page. */
  public static Optional<String> ofPage(HttpServletRequest request) {
    return Optional.ofNullable(request.getParameter(PARAMETER)).filter(FormKey::isKey);
  }

  private static boolean isKey(String text) {
    return KEY.matcher(text).matches();
  }

  /**
   * Whether a browser opens the form as a page, at an address without a key. When it comes back to
   * that address it would get another key. A program has no way back, and gets the form at once.
   */
  public static boolean isMissing(HttpServletRequest request) {
    return ofPage(request).isEmpty() && "navigate".equals(request.getHeader("Sec-Fetch-Mode"));
  }

  /** The same page at an address with a key. */
  public static String path(HttpServletRequest request) {
    String query = request.getQueryString();
    boolean others = query != null && request.getParameter(PARAMETER) == null;
    String before = others ? query + "&" : "";
    return Routes.path(request) + "?" + before + PARAMETER + "=" + create();
  }
}
