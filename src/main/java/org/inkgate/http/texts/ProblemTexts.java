package org.inkgate.http.texts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Knows by its English which text a problem speaks, so that a page can say it in another language.
 *
 * <p>The code that finds a problem writes plain English, which is what programs get. Each such
 * sentence stands a second time in a bundle, under a key with ".problem.", as
 *
 * <pre>{@code
 * media.problem.too-large=The image must not be larger than {0} MB.
 * }</pre>
 *
 * <p>with what varies as {0}, {1} …, and in the other languages beside it. So a new problem needs
 * no other code; a test names each sentence that stands in no bundle.
 */
public final class ProblemTexts {

  static final String KEYS = ".problem.";

  private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)}");

  /** No sentence of ours is longer: what is longer is not compared. */
  private static final int LONGEST = 2000;

  /** A text and what stands where it varies. */
  record Found(String key, List<String> arguments) {}

  private record Sentence(String key, String english, Pattern pattern, List<Integer> places) {

    static Sentence of(String key, String english) {
      StringBuilder pattern = new StringBuilder();
      List<Integer> places = new ArrayList<>();
      int end = 0;
      Matcher argument = ARGUMENT.matcher(english);
      while (argument.find()) {
        pattern.append(Pattern.quote(english.substring(end, argument.start()))).append("(.*)");
        places.add(Integer.valueOf(argument.group(1)));
        end = argument.end();
      }
      pattern.append(Pattern.quote(english.substring(end)));
      return new Sentence(
          key, english, Pattern.compile(pattern.toString(), Pattern.DOTALL), places);
    }

    Optional<Found> in(String text) {
      Matcher matcher = pattern.matcher(text);
      return matcher.matches()
          ? Optional.of(
              new Found(
                  key,
                  IntStream.range(0, places.size())
                      .mapToObj(place -> matcher.group(1 + places.indexOf(place)))
                      .toList()))
          : Optional.empty();
    }
  }

  private static final Map<String, String> FIXED = new LinkedHashMap<>();
  private static final List<Sentence> VARYING;

  static {
    Texts english = Texts.in(Language.EN);
    Map<Boolean, List<Sentence>> sentences =
        Texts.ROOMS.stream()
            .flatMap(room -> english.keys(room).stream())
            .filter(key -> key.contains(KEYS))
            .sorted()
            .map(key -> Sentence.of(key, english.text(key)))
            .collect(Collectors.partitioningBy(sentence -> sentence.places().isEmpty()));
    sentences.get(true).forEach(it -> FIXED.putIfAbsent(it.english(), it.key()));
    // The more is fixed, the surer it is meant: "must be {0}" comes after "must be of {0}".
    VARYING =
        sentences.get(false).stream()
            .sorted(Comparator.comparing((Sentence it) -> -it.english().length()))
            .toList();
  }

  private ProblemTexts() {}

  static Optional<Found> find(String english) {
    // The bundles have no ASCII apostrophe: it means something else to MessageFormat.
    String text = english.replace('\'', '’');
    String key = FIXED.get(text);
    if (key != null) {
      return Optional.of(new Found(key, List.of()));
    }
    return text.length() > LONGEST
        ? Optional.empty()
        : VARYING.stream().flatMap(sentence -> sentence.in(text).stream()).findFirst();
  }
}
