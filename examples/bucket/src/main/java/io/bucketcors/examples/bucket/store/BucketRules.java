package io.bucketcors.examples.bucket.store;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsDialect;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsRule;
import io.bucketcors.config.CorsPolicySources;
import io.bucketcors.config.CorsProperties;
import io.bucketcors.config.Reload;
import io.bucketcors.config.ReloadableCorsPolicies;
import io.bucketcors.document.CorsDocument;
import io.bucketcors.document.DocumentKind;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rules of all buckets, each kept on disk and in force from the next request on. Where the
 * first bucket has none of its own on disk, it has those of MicroProfile Config. Thread-safe.
 */
public final class BucketRules implements AutoCloseable {
  private static final String FILE = "cors";

  private final Store store;
  private final CorsDialect dialect;
  private final Map<String, CorsPolicy> policies = new TreeMap<>();
  private final boolean configured;
  private final ReloadableCorsPolicies source;

  private BucketRules(Store store, CorsDialect dialect) throws IOException {
    this.store = store;
    this.dialect = dialect;
    CorsPolicy given = fromConfig();
    boolean used = false;
    for (String bucket : store.names()) {
      CorsPolicy kept = read(bucket);
      boolean first = kept == null && bucket.equals(Store.FIRST_BUCKET);
      used |= first && !given.rules().isEmpty();
      policies.put(
          bucket, kept != null ? kept : compile(bucket, first ? given.rules() : List.of(), false));
    }
    configured = used;
    source = ReloadableCorsPolicies.of(snapshot());
  }

  /**
   * Reads all rules.
   *
   * @throws CorsConfigurationException with every problem, if rules are refused
   */
  public static BucketRules open(Store store, CorsDialect dialect) throws IOException {
    return new BucketRules(store, dialect);
  }

  /** Where the filter takes its rules from. */
  public CorsPolicySource source() {
    return source;
  }

  /** Whose way of answering all buckets follow. */
  public CorsDialect dialect() {
    return dialect;
  }

  /** The rules in force, or null where there is no such bucket. */
  public synchronized @Nullable CorsPolicy policy(String bucket) {
    return policies.get(bucket);
  }

  /**
   * Puts other rules in force; none takes them away.
   *
   * @throws CorsConfigurationException with every problem; the rules stay as they were
   */
  public synchronized void replace(String bucket, List<CorsRule> rules, boolean responseVary)
      throws IOException {
    CorsPolicy policy = compile(bucket, rules, responseVary);
    store.write(store.file(bucket, FILE), text(policy).getBytes(StandardCharsets.UTF_8));
    policies.put(bucket, policy);
    source.replace(snapshot());
  }

  /** A bucket is there: it has no rules. */
  public synchronized void add(String bucket) {
    policies.put(bucket, compile(bucket, List.of(), false));
    source.replace(snapshot());
  }

  /** A bucket is no more. */
  public synchronized void remove(String bucket) {
    policies.remove(bucket);
    source.replace(snapshot());
  }

  /** How many rules the first bucket has, in words. */
  public synchronized String describe() {
    CorsPolicy first = policies.get(Store.FIRST_BUCKET);
    int count = first == null ? 0 : first.rules().size();
    String from = configured ? " from MicroProfile Config" : " kept in " + store.folder();
    return switch (count) {
      case 0 -> "none yet: \"Test CORS\" on the page fails until you apply the first rule";
      case 1 -> "1 rule" + from;
      default -> count + " rules" + from;
    };
  }

  @Override
  public void close() {
    source.close();
  }

  private CorsPolicy compile(String bucket, List<CorsRule> rules, boolean responseVary) {
    return CorsPolicy.builder()
        .bucket(policyName(bucket))
        .dialect(dialect)
        .responseVary(responseVary && dialect == CorsDialect.COS)
        .rules(rules)
        .build();
  }

  private CorsPolicies snapshot() {
    CorsPolicies.Builder all = CorsPolicies.builder();
    policies.forEach((bucket, policy) -> all.bucket(policy, "/" + bucket + "/*"));
    return all.build();
  }

  /**
   * The name of a bucket's policy, which has letters and digits only: what else a bucket's name can
   * have follows a {@code z}, and so does a {@code z} itself, so no two names become one.
   */
  static String policyName(String bucket) {
    String name = bucket.replace("z", "zz").replace("-", "zd").replace(".", "zp");
    return name.equals(CorsPolicy.DEFAULT_BUCKET) ? "z" + name : name;
  }

  private CorsPolicy fromConfig() {
    // Above all other sources, so that the rules are judged as the bucket will use them.
    Map<String, String> above = Map.of("bucketcors.dialect", dialect.key());
    try (CorsPolicySource config =
        CorsPolicySources.builder().settings(above, "--dialect").reload(Reload.NEVER).build()) {
      return config.current().defaultBucket();
    }
  }

  /** S3's document says nearly everything; what it cannot say, properties can. */
  private static String text(CorsPolicy policy) {
    DocumentKind kind = policy.responseVary() ? DocumentKind.COS_XML : DocumentKind.S3_XML;
    return CorsDocument.check(kind, policy.rules(), policy.responseVary()).isEmpty()
        ? CorsDocument.write(kind, policy.rules(), policy.responseVary())
        : CorsProperties.write(policy.rules());
  }

  private @Nullable CorsPolicy read(String bucket) throws IOException {
    Path file = store.file(bucket, FILE);
    if (!Files.exists(file)) {
      return null;
    }
    String text = Files.readString(file);
    if (text.startsWith("<")) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      CorsDocument document = CorsDocument.read(bytes, file.toString(), policyName(bucket));
      if (document.isRefused()) {
        throw new CorsConfigurationException(document.problems());
      }
      return compile(bucket, document.rules(), document.responseVary());
    }
    Properties lines = new Properties();
    lines.load(new StringReader(text));
    Map<String, String> settings = new HashMap<>(Map.of("bucketcors.dialect", dialect.key()));
    lines.stringPropertyNames().forEach(key -> settings.put(key, lines.getProperty(key, "")));
    try (CorsPolicySource kept = CorsPolicySources.of(settings)) {
      return compile(bucket, kept.current().defaultBucket().rules(), false);
    }
  }
}
