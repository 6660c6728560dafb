package io.bucketcors.benchmarks.run;

import io.bucketcors.CorsPolicy;
import io.bucketcors.benchmarks.report.Results;
import io.bucketcors.servlet.CorsFilter;
import java.io.File;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.Config;
import org.springframework.core.SpringVersion;
import org.springframework.web.cors.CorsConfiguration;

/** How large the jars are that an app gets for CORS. */
final class Jars {
  private static final List<Class<?>> IN_THEM =
      List.of(
          CorsPolicy.class,
          CorsFilter.class,
          Config.class,
          com.thetransactioncompany.cors.CORSFilter.class,
          CorsConfiguration.class,
          SpringVersion.class);

  private Jars() {}

  static void weigh(Results results) {
    for (Class<?> type : IN_THEM) {
      File jar = new File(type.getProtectionDomain().getCodeSource().getLocation().getPath());
      if (jar.isFile()) {
        results.add(
            "jar/" + jar.getName().toLowerCase(Locale.ROOT).replaceFirst("\\.jar$", ""),
            jar.length());
      }
    }
  }
}
