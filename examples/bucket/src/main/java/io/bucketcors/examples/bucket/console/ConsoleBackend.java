package io.bucketcors.examples.bucket.console;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsDialect;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsRule;
import jakarta.json.JsonArray;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the console needs of the server whose buckets it shows. Thread-safe. */
public interface ConsoleBackend {
  /** The names of all buckets, sorted. */
  List<String> buckets();

  /** Whose way of answering the buckets follow. */
  CorsDialect dialect();

  /** Where buckets are asked, with a slash at the end. */
  URI endpoint();

  /** Whether anyone may write, without a signature. */
  boolean open();

  /** The rules of a bucket that are in force; null where there is no such bucket. */
  @Nullable CorsPolicy policy(String bucket);

  /**
   * Puts other rules in force, from the next request on.
   *
   * @param rules none, to have no rules
   * @throws CorsConfigurationException with every problem; the rules stay as they were
   * @throws IOException if they cannot be kept
   */
  void replace(String bucket, List<CorsRule> rules) throws IOException;

  /** What reached the buckets lately, after the exchange of that number. */
  JsonArray exchanges(long after);

  /** The number of the last exchange; 0 before the first. */
  long lastExchange();
}
