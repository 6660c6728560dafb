package io.bucketcors.config;

import io.bucketcors.CorsDialect;
import io.bucketcors.CorsHazard;
import io.bucketcors.CorsLocation;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsProblem.ConflictingValues;
import io.bucketcors.CorsProblem.InvalidValue;
import io.bucketcors.CorsProblem.MissingValue;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns what keys hold into what they mean. A value that means nothing becomes a problem. */
final class Values {
  private final Keys keys;
  private final Places places;
  private final List<CorsProblem> problems;

  Values(Keys keys, Places places, List<CorsProblem> problems) {
    this.keys = keys;
    this.places = places;
    this.problems = problems;
  }

  /** The text, or null where there is none, or an empty one, or one that does not resolve. */
  @Nullable String text(Key key) {
    Reading reading = keys.text(key);
    if (reading == null) {
      return null;
    }
    place(key, -1, key, reading);
    String value = value(key, reading);
    return value == null || value.isEmpty() ? null : value;
  }

  /** True, false, or null where it is neither. */
  @Nullable Boolean flag(Key key) {
    String text = keyword(key);
    if (text == null || text.equals("true") || text.equals("false")) {
      return text == null ? null : Boolean.valueOf(text);
    }
    String fix =
        switch (text.toLowerCase(Locale.ROOT)) {
          case "true", "yes", "on", "1", "y", "t" -> "write true";
          case "false", "no", "off", "0", "n", "f" -> "write false";
          default -> "write true or false";
        };
    invalid("boolean-invalid", key, text, "this is neither true nor false", fix);
    return null;
  }

  /** A whole number in a range, or empty. */
  OptionalLong number(
      Key key,
      long least,
      long most,
      String code,
      UnaryOperator<String> explanation,
      UnaryOperator<String> fix) {
    String text = keyword(key);
    if (text == null) {
      return OptionalLong.empty();
    }
    try {
      // Long.parseLong alone would take a plus sign, and the digits of other scripts.
      long number = text.matches("[0-9]{1,19}") ? Long.parseLong(text) : -1;
      if (number >= least && number <= most) {
        return OptionalLong.of(number);
      }
    } catch (NumberFormatException e) {
      // Out of range, as reported below.
    }
    invalid(code, key, text, explanation.apply(text), fix.apply(text));
    return OptionalLong.empty();
  }

  /** The dialect; the standard one where none is named. */
  CorsDialect dialect(Key key) {
    String text = keyword(key);
    if (text == null) {
      return CorsDialect.STANDARD;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    for (CorsDialect dialect : CorsDialect.values()) {
      if (dialect.key().equals(lower)) {
        if (!lower.equals(text)) {
          String explanation = "dialects are written in lower case";
          invalid("dialect-unknown", key, text, explanation, "write " + lower);
        }
        return dialect;
      }
    }
    String fix = "write standard, s3 or cos";
    invalid("dialect-unknown", key, text, "there is no such dialect", fix);
    return CorsDialect.STANDARD;
  }

  /** A duration of zero or more, or null. */
  @Nullable Duration duration(Key key) {
    String text = keyword(key);
    if (text == null) {
      return null;
    }
    try {
      Duration duration = Duration.parse(text);
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // Reported below, as are negative ones.
    }
    invalid(
        "duration-invalid",
        key,
        text,
        "this is no ISO-8601 duration of zero or more",
        "write PT10S for ten seconds, or PT0S for never");
    return null;
  }

  /** Hazards by name, or null where nothing is written. */
  @Nullable Set<CorsHazard> hazards(Key key) {
    List<String> names = list(key);
    if (names == null) {
      return null;
    }
    Set<CorsHazard> hazards = EnumSet.noneOf(CorsHazard.class);
    for (int element = 0; element < names.size(); element++) {
      String name = names.get(element);
      Arrays.stream(CorsHazard.values())
          .filter(hazard -> hazard.key().equals(name))
          .findFirst()
          .ifPresentOrElse(hazards::add, () -> problems.add(unknownHazard(key, name, names)));
    }
    return hazards;
  }

  private CorsProblem unknownHazard(Key key, String name, List<String> names) {
    String known =
        Arrays.stream(CorsHazard.values()).map(CorsHazard::key).collect(Collectors.joining(", "));
    return new InvalidValue(
        "hazard-unknown",
        find(key, names.indexOf(name)),
        name,
        name,
        "there is no such hazard",
        "the hazards are " + known);
  }

  /**
   * A list, or null where nothing is written. Of the two forms the one from the higher source
   * counts, then the one that is written element by element.
   */
  @Nullable List<String> list(Key key) {
    Keys.Forms forms = keys.list(key);
    if (forms == null) {
      return null;
    }
    Reading whole = forms.whole();
    if (whole == null) {
      return single(key, forms.single());
    }
    if (forms.single().isEmpty()) {
      return whole(key, whole);
    }
    int rank = forms.single().values().stream().mapToInt(Reading::rank).min().orElseThrow();
    if (rank < whole.rank()) {
      return single(key, forms.single());
    }
    if (rank == whole.rank() && !sameContent(whole, forms.single().values())) {
      place(key, -1, key, whole);
      problems.add(
          new ConflictingValues(
              "list-forms-differ",
              find(key, -1),
              whole.text(),
              whole.text(),
              "the same source lists other elements one by one, as " + key.at(0).property(),
              "keep one of the two forms"));
    }
    // Element by element the same list may go on in a lower source; the higher one counts whole.
    return whole(key, whole);
  }

  private static boolean sameContent(Reading whole, Iterable<Reading> single) {
    if (whole.value() == null) {
      return true;
    }
    List<String> elements = new ArrayList<>();
    for (Reading reading : single) {
      if (reading.rank() == whole.rank() && reading.value() != null) {
        elements.add(reading.value().strip());
      }
    }
    elements.removeIf(String::isEmpty);
    return ListText.split(whole.value()).equals(elements);
  }

  private @Nullable List<String> whole(Key key, Reading reading) {
    place(key, -1, key, reading);
    String value = value(key, reading);
    if (value == null) {
      return null;
    }
    List<String> elements = ListText.split(value);
    List<String> bare = ListText.bare(value, elements);
    if (!bare.equals(elements)) {
      invalid(
          "list-quoted",
          key,
          value,
          "quotes or brackets stand around it; a list is separated by commas alone",
          bare.isEmpty() ? "leave it empty" : "write " + String.join(",", bare));
    }
    return bare;
  }

  private List<String> single(Key key, Map<Integer, Reading> readings) {
    List<String> elements = new ArrayList<>();
    int expected = 0;
    for (Map.Entry<Integer, Reading> entry : readings.entrySet()) {
      Key single = key.at(entry.getKey());
      Reading reading = entry.getValue();
      if (entry.getKey() != expected) {
        problems.add(
            new MissingValue(
                "element-missing",
                location(key, expected).under(key.at(expected).property(), reading.source()),
                "elements are numbered from 0 without a gap, and the next one is "
                    + single.property(),
                "number them from 0 on"));
      }
      expected = entry.getKey() + 1;
      String value = value(single, reading);
      if (value != null && !value.isBlank()) {
        place(key, elements.size(), single, reading);
        elements.add(value.strip());
      }
    }
    return elements;
  }

  private @Nullable String keyword(Key key) {
    String text = text(key);
    return text == null || text.isBlank() ? null : text.strip();
  }

  private @Nullable String value(Key key, Reading reading) {
    if (reading.value() == null) {
      problems.add(
          new InvalidValue(
              "expression-unresolved",
              location(key, key.element()).under(key.property(), reading.source()),
              reading.text(),
              reading.text(),
              "an expression in it does not resolve",
              "set what it names, or write the value itself; only MicroProfile Config resolves"
                  + " expressions"));
    }
    return reading.value();
  }

  private void invalid(String code, Key key, String value, String explanation, String fix) {
    problems.add(new InvalidValue(code, find(key, -1), value, value, explanation, fix));
  }

  private CorsLocation find(Key key, int element) {
    return places.find(key.bucket(), key.rule(), key.setting().key(), element);
  }

  private static CorsLocation location(Key key, int element) {
    return CorsLocation.inCode(key.bucket(), key.rule(), key.setting().key(), element);
  }

  private void place(Key key, int element, Key writtenAs, Reading reading) {
    places.put(key.bucket(), key.rule(), key.setting().key(), element, writtenAs, reading);
  }
}
