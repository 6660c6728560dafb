package io.bucketcors.config;

import io.bucketcors.CorsDialect;
import io.bucketcors.CorsHazard;
import io.bucketcors.CorsLocation;
import io.bucketcors.CorsProblemType;
import io.bucketcors.CorsProblems;
import io.bucketcors.config.PropertyTable.Value;
import io.bucketcors.text.CommaList;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns the text of settings into what it means. Text that means nothing becomes a problem. */
final class SettingReader {
  private final PropertyLayers layers;
  private final CorsLocation.Finder locations;
  private final CorsProblems problems;

  /** The lists that were read and are as they should be. */
  private final Map<String, List<String>> split = new HashMap<>();

  SettingReader(PropertyLayers layers, CorsLocation.Finder locations, CorsProblems problems) {
    this.layers = layers;
    this.locations = locations;
    this.problems = problems;
  }

  /** The text, or null where there is none, or an empty one, or one that does not resolve. */
  @Nullable String text(PropertyName name) {
    Value written = layers.text(name);
    String value = written == null ? null : resolved(name, written);
    return value == null || value.isEmpty() ? null : value;
  }

  /** True, false, or null where it is neither. */
  @Nullable Boolean flag(PropertyName name) {
    String text = keyword(name);
    if (text == null || text.equals("true") || text.equals("false")) {
      return text == null ? null : Boolean.valueOf(text);
    }
    String fix =
        switch (text.toLowerCase(Locale.ROOT)) {
          case "true", "yes", "on", "1", "y", "t" -> "write true";
          case "false", "no", "off", "0", "n", "f" -> "write false";
          default -> "write true or false";
        };
    at(name).error(CorsProblemType.BOOLEAN_INVALID, text, "this is neither true nor false", fix);
    return null;
  }

  /** A whole number in a range, or empty. */
  OptionalLong number(
      PropertyName name,
      long least,
      long most,
      CorsProblemType refusal,
      UnaryOperator<String> explanation,
      UnaryOperator<String> fix) {
    String text = keyword(name);
    if (text == null) {
      return OptionalLong.empty();
    }
    try {
      // Long.parseLong alone would take a plus sign, and the digits of other scripts.
      long number = text.chars().allMatch(c -> c >= '0' && c <= '9') ? Long.parseLong(text) : -1;
      if (number >= least && number <= most) {
        return OptionalLong.of(number);
      }
    } catch (NumberFormatException e) {
      // Out of range, as reported below.
    }
    at(name).error(refusal, text, explanation.apply(text), fix.apply(text));
    return OptionalLong.empty();
  }

  /** The dialect; the standard one where none is named. */
  CorsDialect dialect(PropertyName name) {
    String text = keyword(name);
    if (text == null) {
      return CorsDialect.STANDARD;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    for (CorsDialect dialect : CorsDialect.values()) {
      if (dialect.key().equals(lower)) {
        if (!lower.equals(text)) {
          at(name)
              .error(
                  CorsProblemType.DIALECT_UNKNOWN,
                  text,
                  "dialects are written in lower case",
                  "write " + lower);
        }
        return dialect;
      }
    }
    at(name)
        .error(
            CorsProblemType.DIALECT_UNKNOWN,
            text,
            "there is no such dialect",
            "write standard, s3 or cos");
    return CorsDialect.STANDARD;
  }

  /** A duration of zero or more, or null. */
  @Nullable Duration duration(PropertyName name) {
    String text = keyword(name);
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
    at(name)
        .error(
            CorsProblemType.DURATION_INVALID,
            text,
            "this is no ISO-8601 duration of zero or more",
            "write PT10S for ten seconds, or PT0S for never");
    return null;
  }

  /** Hazards by name, or null where nothing is written. */
  @Nullable Set<CorsHazard> hazards(PropertyName name) {
    List<String> keys = list(name);
    if (keys == null) {
      return null;
    }
    Set<CorsHazard> hazards = EnumSet.noneOf(CorsHazard.class);
    for (String key : keys) {
      Arrays.stream(CorsHazard.values())
          .filter(hazard -> hazard.key().equals(key))
          .findFirst()
          .ifPresentOrElse(
              hazards::add, () -> unknownHazard(key, at(name).element(keys.indexOf(key))));
    }
    return hazards;
  }

  private static void unknownHazard(String key, CorsProblems here) {
    String known =
        Arrays.stream(CorsHazard.values()).map(CorsHazard::key).collect(Collectors.joining(", "));
    here.error(
        CorsProblemType.HAZARD_UNKNOWN, key, "there is no such hazard", "the hazards are " + known);
  }

  /** A list, or null where nothing is written. */
  @Nullable List<String> list(PropertyName name) {
    BucketTable.Setting setting = layers.find(name);
    if (setting == null) {
      return null;
    }
    Value whole = setting.whole();
    if (whole == null) {
      return elements(name, setting.elements());
    }
    if (!setting.elements().isEmpty() && !sameContent(whole, setting.elements().values())) {
      at(name)
          .error(
              CorsProblemType.LIST_FORMS_DIFFER,
              whole.text(),
              "the same source lists other elements one by one, as " + name.at(0).text(),
              "keep one of the two forms");
    }
    return whole(name, whole);
  }

  private static boolean sameContent(Value whole, Collection<Value> single) {
    if (whole.value() == null) {
      return true;
    }
    List<String> elements = new ArrayList<>();
    for (Value written : single) {
      if (written.value() != null) {
        elements.add(written.value().strip());
      }
    }
    elements.removeIf(String::isEmpty);
    return CommaList.split(whole.value()).equals(elements);
  }

  private @Nullable List<String> whole(PropertyName name, Value written) {
    String value = resolved(name, written);
    if (value == null) {
      return null;
    }
    // Of thousands of rules most share their lists; what each has for itself is one origin.
    boolean several = value.indexOf(',') >= 0;
    List<String> known = several ? split.get(value) : null;
    if (known != null) {
      return known;
    }
    List<String> elements = CommaList.split(value);
    List<String> bare = CommaList.bare(value, elements);
    if (!bare.equals(elements)) {
      at(name)
          .error(
              CorsProblemType.LIST_QUOTED,
              value,
              "quotes or brackets stand around it; a list is separated by commas alone",
              bare.isEmpty() ? "leave it empty" : "write " + String.join(",", bare));
    } else if (several) {
      split.put(value, elements);
    }
    return bare;
  }

  private List<String> elements(PropertyName name, Map<Integer, Value> written) {
    List<String> elements = new ArrayList<>();
    int expected = 0;
    for (Map.Entry<Integer, Value> entry : written.entrySet()) {
      PropertyName single = name.at(entry.getKey());
      Value value = entry.getValue();
      if (entry.getKey() != expected) {
        problems
            .at(location(name, expected).under(name.at(expected).text(), value.source()))
            .error(
                CorsProblemType.ELEMENT_MISSING,
                "",
                "elements are numbered from 0 without a gap, and the next one is " + single.text(),
                "number them from 0 on");
      }
      expected = entry.getKey() + 1;
      resolved(single, value);
      if (isElement(value)) {
        elements.add(String.valueOf(value.value()).strip());
      }
    }
    return elements;
  }

  /** Whether the value of one element of a list is one: empty ones are none. */
  static boolean isElement(Value value) {
    return value.value() != null && !value.value().isBlank();
  }

  private @Nullable String keyword(PropertyName name) {
    String text = text(name);
    return text == null || text.isBlank() ? null : text.strip();
  }

  private @Nullable String resolved(PropertyName name, Value written) {
    if (written.value() == null) {
      problems
          .at(location(name, name.element()).under(name.text(), written.source()))
          .error(
              CorsProblemType.EXPRESSION_UNRESOLVED,
              written.text(),
              "an expression in it does not resolve",
              "set what it names, or write the value itself; only an implementation of MicroProfile"
                  + " Config resolves expressions, such as io.smallrye.config:smallrye-config");
    }
    return written.value();
  }

  private CorsProblems at(PropertyName name) {
    return problems.bucket(name.bucket(), locations).rule(name.rule()).field(name.field());
  }

  private static CorsLocation location(PropertyName name, int element) {
    return CorsLocation.inCode(name.bucket(), name.rule(), name.field(), element);
  }
}
