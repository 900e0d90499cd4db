package org.inkgate.config;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An e-mail address as any SMTP server takes it: ASCII before the "@", and A-labels after it (RFC
 * 5890 §2.3.2.1). Angus Mail sends the low byte of every other character, which is the address of
 * another person.
 */
public record MailAddress(String local, String domain) {

  /** RFC 5321 §4.1.2, without quoted strings, which no provider assigns any more. */
  private static final Pattern LOCAL =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

  /** RFC 1035 §2.3.4. */
  private static final int LONGEST_LABEL = 63;

  private static final Pattern LABEL = Pattern.compile("[^@.\\s]+");

  /**
   * What {@link IDN} maps as IDNA 2003 did, and IDNA 2008 registers as names of their own (UTS 46
   * §7): such a domain may belong to another owner. Its A-labels can be typed.
   */
  private static final Pattern AMBIGUOUS = Pattern.compile("[\u00DF\u1E9E\u03C2\u200C\u200D]");

  /** Reads an address; empty for one that can't be mailed exactly as it was typed. */
  public static Optional<MailAddress> of(String typed) {
    int at = typed.lastIndexOf('@');
    if (at < 1 || !LOCAL.matcher(typed.substring(0, at)).matches()) {
      return Optional.empty();
    }
    String domain = typed.substring(at + 1);
    try {
      String ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
      return ascii.isEmpty() || AMBIGUOUS.matcher(domain).find()
          ? Optional.empty()
          : Optional.of(new MailAddress(typed.substring(0, at), ascii));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * A part of an address as it is stored: whole labels outside ASCII become A-labels, all else
   * stays.
   */
  public static String aLabels(String part) {
    return LABEL.matcher(part).replaceAll(label -> Matcher.quoteReplacement(aLabel(label.group())));
  }

  private static String aLabel(String label) {
    if (label.length() > LONGEST_LABEL) {
      return label;
    }
    try {
      return IDN.toASCII(label);
    } catch (IllegalArgumentException e) {
      return label;
    }
  }

  /** The same for all spellings of one mailbox: in lower case, whichever form its domain has. */
  public String key() {
    return toString().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return local + "@" + domain;
  }
}
