package io.bucketcors.conformance.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All values of the library's metrics at one moment, by the name and attributes that the
 * documentation has: {@code bucketcors.rules{bucketcors.application=/}}. Series of 0 are left out.
 */
final class Seen {
  private static final Pattern LINE = Pattern.compile("(bucketcors_\\w+)\\{(.*)} (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  private Seen() {}

  static Map<String, Double> byMicrometer(MeterRegistry registry) {
    Map<String, Double> seen = new TreeMap<>();
    for (Meter meter : registry.getMeters()) {
      if (meter.getId().getName().startsWith("bucketcors.")) {
        Map<String, String> tags = new TreeMap<>();
        meter.getId().getTags().forEach(tag -> tags.put(tag.getKey(), tag.getValue()));
        add(seen, meter.getId().getName(), tags, value(meter));
      }
    }
    return seen;
  }

  private static double value(Meter meter) {
    if (meter instanceof FunctionCounter counter) {
      return counter.count();
    }
    return meter instanceof TimeGauge time ? time.value(TimeUnit.SECONDS) : ((Gauge) meter).value();
  }

  /** Under the names of Prometheus, as the documentation's alerts have them. */
  static Map<String, Double> byPrometheus(PrometheusMeterRegistry registry) {
    Map<String, Double> seen = new TreeMap<>();
    for (String line : registry.scrape().lines().toList()) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(matcher.group(2));
        while (label.find()) {
          labels.put(label.group(1), label.group(2));
        }
        add(seen, matcher.group(1), labels, Double.parseDouble(matcher.group(3)));
      }
    }
    return seen;
  }

  static Map<String, Double> byOpenTelemetry(InMemoryMetricReader reader) {
    Map<String, Double> seen = new TreeMap<>();
    for (MetricData metric : reader.collectAllMetrics()) {
      for (PointData point : metric.getData().getPoints()) {
        add(seen, metric.getName(), attributes(point.getAttributes()), value(point));
      }
    }
    return seen;
  }

  private static double value(PointData point) {
    return point instanceof LongPointData number
        ? number.getValue()
        : ((DoublePointData) point).getValue();
  }

  private static Map<String, String> attributes(Attributes attributes) {
    Map<String, String> texts = new TreeMap<>();
    attributes.forEach((key, value) -> texts.put(key.getKey(), value.toString()));
    return texts;
  }

  private static void add(
      Map<String, Double> seen, String name, Map<String, String> labels, double value) {
    if (value != 0) {
      seen.put(
          labels.entrySet().stream()
              .map(label -> label.getKey() + "=" + label.getValue())
              .collect(Collectors.joining(",", name + "{", "}")),
          value);
    }
  }

  /** The values of one metric: the text of the attributes, without those named, and the value. */
  static Map<String, Double> of(Map<String, Double> seen, String name, String... without) {
    Map<String, Double> found = new TreeMap<>();
    seen.forEach(
        (series, value) -> {
          if (series.startsWith(name + "{")) {
            String labels = series.substring(name.length() + 1, series.length() - 1);
            found.put(
                List.of(labels.split(",(?! )")).stream()
                    .filter(label -> List.of(without).stream().noneMatch(label::startsWith))
                    .collect(Collectors.joining(",")),
                value);
          }
        });
    return found;
  }
}
