package io.bucketcors.spring;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsLocation;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsProblemType;
import io.bucketcors.CorsProblems;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Variables spelt as MicroProfile Config has them, {@code BUCKETCORS_RULES_0__ALLOWED_ORIGINS}.
 * Spring reads none of these and says nothing, and one that is meant to take something back would
 * leave it granted.
 */
final class UnreadVariables {
  private static final Pattern MICRO_PROFILE =
      Pattern.compile("BUCKETCORS_(BUCKETS_[A-Z0-9]+_)?RULES_[0-9]+__.+", Pattern.CASE_INSENSITIVE);

  private UnreadVariables() {}

  /**
   * Refuses them, with the spelling that is read.
   *
   * @throws CorsConfigurationException with all of them
   */
  static void refuse(Environment environment) {
    CorsProblems problems = new CorsProblems();
    if (environment instanceof ConfigurableEnvironment all) {
      for (PropertySource<?> source : all.getPropertySources()) {
        if (source instanceof SystemEnvironmentPropertySource variables) {
          for (String name : new TreeSet<>(variables.getSource().keySet())) {
            if (MICRO_PROFILE.matcher(name).matches()) {
              refuse(name, source.getName(), problems);
            }
          }
        }
      }
    }
    if (problems.hasErrors()) {
      throw new CorsConfigurationException(problems.list());
    }
  }

  private static void refuse(String name, String source, CorsProblems problems) {
    problems
        .at(CorsLocation.inCode(CorsPolicy.DEFAULT_BUCKET).under(name, source))
        .error(
            CorsProblemType.UNKNOWN_KEY,
            name,
            "Spring Boot does not read this spelling, which is MicroProfile Config's",
            "write " + springs(name));
  }

  /** One underscore for a dot or bracket, none for a dash, at the end one before an index. */
  private static String springs(String name) {
    String[] parts = name.toUpperCase(Locale.ROOT).split("__", 2);
    String field = parts[1].replaceFirst("_([0-9]+)_?$", "#$1");
    return parts[0] + "_" + field.replace("_", "").replace('#', '_');
  }
}
