package org.inkgate.config;

/** A setting the server can't start with; the message is one line for the operator. */
public class BadSettingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** For a value that may be shown. */
  BadSettingException(String key, String value, String rule) {
    super(key + " is \"" + value + "\" but " + rule);
  }

  /** For a value that is secret. */
  public BadSettingException(String key, String rule) {
    super(key + " " + rule);
  }
}
