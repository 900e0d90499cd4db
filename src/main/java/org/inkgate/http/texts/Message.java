package org.inkgate.http.texts;

import java.util.List;

/**
 * A text that can be rendered in every language: its key, and the values of its {0}, {1} …. An
 * argument that is a message itself is said in the same language; any other stands as it is, such
 * as what a client sent.
 */
public record Message(String key, List<Object> arguments) {

  public Message {
    arguments = List.copyOf(arguments);
  }

  public static Message of(String key, Object... arguments) {
    return new Message(key, List.of(arguments));
  }

  /** The text for a page. */
  public String in(Texts texts) {
    return texts.text(
        key,
        arguments.stream()
            .map(it -> it instanceof Message inner ? inner.in(texts) : it.toString())
            .toArray());
  }

  /** The text for programs and the log: English with ASCII apostrophes. */
  public String english() {
    return Texts.plainEnglish(
        key,
        arguments.stream()
            .map(it -> it instanceof Message inner ? inner.english() : it.toString())
            .toArray());
  }
}
