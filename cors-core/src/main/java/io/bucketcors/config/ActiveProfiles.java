package io.bucketcors.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Which profiles of a config are active, and which of them counts most. MicroProfile Config has no
 * call for that, and implementations take profiles from several properties or from code; so what is
 * not declared is inferred from what the config answers.
 */
final class ActiveProfiles {
  /** The place of what is of no active profile: below all of them. */
  static final int NONE = Integer.MAX_VALUE;

  private static final List<String> DECLARATIONS =
      List.of("smallrye.config.profile", "quarkus.profile", "mp.config.profile");

  private final Config config;

  /** The one that counts most first. */
  private final List<String> active = new ArrayList<>();

  private final Map<String, Boolean> inferred = new HashMap<>();
  private @Nullable Set<String> declared;

  ActiveProfiles(Config config) {
    this.config = config;
  }

  /**
   * The place of the profile of a name, 0 for the one that counts most.
   *
   * @param profile as written; several in braces count as one, where the config takes that for a
   *     name at all
   * @param bare the name without it
   */
  int place(String profile, String bare, ConfigSource source) {
    return isActive(profile, "%" + profile + "." + bare, bare, source) ? place(profile) : NONE;
  }

  /** As {@link #place(String, String, ConfigSource)}, of a variable that names a profile. */
  int placeOfVariable(String form, String bare, String variable, ConfigSource source) {
    Set<String> candidates = new TreeSet<>();
    candidates.add(form.toLowerCase(Locale.ROOT));
    declared().stream()
        .filter(profile -> PropertySource.environmentForm(profile).equals(form))
        .forEach(candidates::add);
    int place = NONE;
    for (String profile : candidates) {
      if (isActive(profile, variable, bare, source)) {
        place = Math.min(place, place(profile));
      }
    }
    return place;
  }

  private int place(String profile) {
    if (!active.contains(profile)) {
      active.add(profile);
    }
    return active.indexOf(profile);
  }

  private boolean isActive(String profile, String written, String bare, ConfigSource source) {
    if (declared().contains(profile)) {
      return true;
    }
    Boolean known = inferred.get(profile);
    if (known == null) {
      known = infer(profile, written, bare, source);
      if (known != null) {
        inferred.put(profile, known);
      }
    }
    return Boolean.TRUE.equals(known);
  }

  /** What the config makes of one name; null where that does not tell. */
  private @Nullable Boolean infer(
      String profile, String written, String bare, ConfigSource source) {
    String name = "%" + profile + "." + bare;
    ConfigValue asked = ask(name);
    if (asked != null && asked.getValue() != null && bare.equals(asked.getName())) {
      // SmallRye answers to the name of an active profile under the bare name.
      return true;
    }
    String ofProfile = source.getValue(written);
    String ofAll = source.getValue(bare);
    if (ofProfile == null || ofProfile.equals(ofAll)) {
      return null;
    }
    ConfigValue counting = ask(bare);
    if (counting == null || counting.getValue() == null && counting.getRawValue() == null) {
      return false;
    }
    if (!Objects.equals(counting.getSourceName(), source.getName())) {
      return null;
    }
    String raw = counting.getRawValue() == null ? counting.getValue() : counting.getRawValue();
    return raw.equals(ofProfile);
  }

  private Set<String> declared() {
    Set<String> known = declared;
    if (known == null) {
      for (String name : DECLARATIONS) {
        ConfigValue value = ask(name);
        if (value != null && value.getValue() != null && active.isEmpty()) {
          for (String profile : value.getValue().split(",")) {
            active.add(profile.strip());
          }
          // The last one counts most.
          Collections.reverse(active);
        }
      }
      known = Set.copyOf(active);
      declared = known;
    }
    return known;
  }

  private @Nullable ConfigValue ask(String name) {
    try {
      return config.getConfigValue(name);
    } catch (RuntimeException e) {
      // How some implementations say that an expression does not resolve.
      return null;
    }
  }
}
