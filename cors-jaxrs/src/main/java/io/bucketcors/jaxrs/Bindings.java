package io.bucketcors.jaxrs;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsLocation;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsProblem;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds {@link CorsBucket} on the methods that the implementation has found, and binds filters to
 * them that name the bucket once the implementation has matched one.
 */
final class Bindings implements DynamicFeature {
  private static final System.Logger LOG = System.getLogger("io.bucketcors.jaxrs");

  private final CorsPolicySource source;
  private final Runnable whenUsed;

  /** The first method for each HTTP method and path template, to find contradictions. */
  private final Map<String, Bound> byTemplate = new ConcurrentHashMap<>();

  private volatile boolean used;
  private volatile boolean serving;

  private record Bound(@Nullable String bucket, String method) {}

  /**
   * @param whenUsed called when a method names a bucket
   */
  Bindings(CorsPolicySource source, Runnable whenUsed) {
    this.source = source;
    this.whenUsed = whenUsed;
  }

  /**
   * Whether a method may name a bucket, so that only matching tells a request's bucket. A bucket
   * without paths is there for that purpose, though its sub-resource may not have been met yet.
   */
  boolean inUse(CorsPolicies policies) {
    return used || policies.hasBucketWithoutPaths();
  }

  /** Tells that requests are coming in: what is found from now on was not known at start. */
  void serving() {
    if (!serving) {
      serving = true;
    }
  }

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    Class<?> type = resource.getResourceClass();
    Method method = resource.getResourceMethod();
    if (type == null || method == null) {
      return;
    }
    String bucket = ResourceAnnotations.bucket(type, method);
    String http = ResourceAnnotations.httpMethod(type, method);
    String where = type.getName() + "." + method.getName();
    if (http == null) {
      // Jersey's own answers to OPTIONS come by as well; they are neither.
      if (ResourceAnnotations.isLocator(type, method)) {
        bindLocator(where, bucket, method.getReturnType(), context);
      }
      return;
    }
    refuseContradiction(http + " " + ResourceAnnotations.template(type, method), bucket, where);
    if (bucket == null) {
      return;
    }
    checkKnown(bucket, where);
    use(bucket, where);
    context.register(new BoundBucket(bucket), CorsFeature.PRIORITY + 1);
  }

  private void use(String bucket, String where) {
    CorsPolicies policies = source.current();
    if (serving && policies.enabled() && !inUse(policies)) {
      throw problem(
          "bucket-found-late",
          bucket,
          where,
          "this sub-resource was found only now, and preflights for it were judged by their path",
          "take the paths from bucket " + bucket + ", or use it on a root resource as well");
    }
    used = true;
    whenUsed.run();
  }

  private void checkKnown(String bucket, String where) {
    CorsPolicies policies = source.current();
    if (policies.enabled() && policies.named(bucket) == null) {
      String known =
          Stream.concat(Stream.of(policies.defaultBucket()), policies.namedBuckets().stream())
              .map(policy -> policy.bucket())
              .collect(Collectors.joining(", "));
      throw problem(
          "bucket-unknown",
          bucket,
          where,
          "no bucket has that name",
          "add bucketcors.buckets." + bucket + ".rules[0], or name one of: " + known);
    }
  }

  private void refuseContradiction(String template, @Nullable String bucket, String where) {
    Bound bound = new Bound(bucket, where);
    Bound other = byTemplate.putIfAbsent(template, bound);
    if (other != null && !java.util.Objects.equals(other.bucket(), bucket)) {
      throw problem(
          "bucket-contradicted",
          bucket == null ? "" : bucket,
          where,
          "a preflight cannot choose between this method and "
              + other.method()
              + ", which answers the same path and HTTP method in another bucket",
          "put both in one bucket");
    }
  }

  /** Only CXF shows its locators, and it calls them after the filters have run. */
  private void bindLocator(
      String where, @Nullable String bucket, Class<?> returned, FeatureContext context) {
    if (bucket != null || ResourceAnnotations.namesBucket(returned)) {
      throw problem(
          "bucket-behind-locator",
          bucket == null ? "" : bucket,
          where,
          "this implementation calls sub-resource locators after its filters, so a preflight"
              + " cannot be judged by what they return",
          "give the bucket paths instead, or make the sub-resource a root resource");
    }
    if (ResourceAnnotations.isOpen(returned)) {
      LOG.log(
          Level.INFO,
          "If any resource has @CorsBucket, what {0} returns gets no grants on this implementation;"
              + " declare a concrete type.",
          where);
      context.register(new BoundBucket(BoundBucket.UNKNOWN), CorsFeature.PRIORITY + 1);
    }
  }

  private static CorsConfigurationException problem(
      String code, String bucket, String where, String explanation, String fix) {
    CorsLocation location = CorsLocation.inCode(bucket, -1, "@CorsBucket on " + where, -1);
    return new CorsConfigurationException(
        List.of(new CorsProblem.InvalidValue(code, location, bucket, bucket, explanation, fix)));
  }
}
