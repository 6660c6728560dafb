package io.bucketcors.spring;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Tells why an application does not start: each problem once, with the file and line it is in. */
class BucketCorsFailureAnalyzer extends AbstractFailureAnalyzer<CorsConfigurationException> {
  private final @Nullable Environment environment;

  BucketCorsFailureAnalyzer(@Nullable Environment environment) {
    this.environment = environment;
  }

  @Override
  protected FailureAnalysis analyze(Throwable root, CorsConfigurationException cause) {
    StringBuilder text = new StringBuilder("The CORS rules are refused:\n");
    for (CorsProblem problem : cause.problems()) {
      if (problem.isError()) {
        text.append('\n').append(told(problem)).append('\n');
      }
    }
    return new FailureAnalysis(
        text.toString(),
        "Correct the properties above. Every problem is listed, so that one go is enough.",
        cause);
  }

  private String told(CorsProblem problem) {
    String property = problem.location().property();
    String origin = property == null ? null : origin(property);
    if (property == null || origin == null) {
      return "    " + problem.message();
    }
    // The message names the property's source in words; the file and line say more.
    String source = problem.location().source();
    String message =
        source == null ? problem.message() : problem.message().replace(" (" + source + ")", "");
    return "    " + message + "\n    at " + origin;
  }

  /** Where a property stands: an element of a list may stand in one value with the others. */
  private @Nullable String origin(String property) {
    for (String name = property; ; name = name.substring(0, name.lastIndexOf('['))) {
      String found = originOf(name);
      if (found != null || !name.endsWith("]")) {
        return found;
      }
    }
  }

  private @Nullable String originOf(String property) {
    if (environment == null || !ConfigurationPropertyName.isValid(property)) {
      return null;
    }
    ConfigurationPropertyName name = ConfigurationPropertyName.of(property);
    for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
      ConfigurationProperty found = source.getConfigurationProperty(name);
      if (found != null) {
        return found.getOrigin() == null
            ? String.valueOf(source.getUnderlyingSource())
            : String.valueOf(found.getOrigin());
      }
    }
    return null;
  }
}
