package io.bucketcors.jaxrs;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.CorsProblemType;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.System.Logger.Level;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds {@link CorsBucket} on the methods that the implementation has found, and binds filters to
 * them that name the bucket once the implementation has matched one.
 */
final class Bindings implements DynamicFeature {
  private static final System.Logger LOG = System.getLogger("io.bucketcors.jaxrs");

  private static volatile @Nullable WeakReference<Bindings> last;

  private final CorsPolicySource source;
  private final Runnable whenUsed;
  private final int priority;

  private final AnnotationCheck check;
  private final Supplier<Set<Class<?>>> knownClasses;

  private volatile boolean used;
  private volatile boolean serving;
  private volatile boolean checkedAll;

  /**
   * @param knownClasses what the application shows of its classes; asked when the first method is
   *     met, so that mistakes are reported all at once
   * @param whenUsed called when a method names a bucket
   * @param priority of the filters that are bound
   */
  Bindings(
      CorsPolicySource source,
      Supplier<Set<Class<?>>> knownClasses,
      Runnable whenUsed,
      int priority) {
    this.source = source;
    this.check = new AnnotationCheck(source);
    this.knownClasses = knownClasses;
    this.whenUsed = whenUsed;
    this.priority = priority;
  }

  /** Makes this one findable for {@link CorsBucketFeature}. */
  void remember() {
    last = new WeakReference<>(this);
  }

  static @Nullable Bindings last() {
    WeakReference<Bindings> known = last;
    return known == null ? null : known.get();
  }

  /**
   * Whether nobody has shown this feature a resource method, though a bucket waits for one to name
   * it: then no path tells whose a request is.
   */
  boolean isBlind(CorsPolicies policies) {
    return !checkedAll && policies.hasBucketWithoutPaths();
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
    if (!checkedAll) {
      checkedAll = true;
      check.refuseAll(knownClasses.get());
    }
    String bucket = ResourceAnnotations.bucket(type, method);
    String where = AnnotationCheck.where(type, method);
    if (ResourceAnnotations.httpMethod(type, method) == null) {
      // Jersey's own answers to OPTIONS come by as well; they are neither.
      if (ResourceAnnotations.isLocator(type, method)) {
        bindLocator(where, bucket, ResourceAnnotations.subResource(type, method), context);
      }
      return;
    }
    check.refuse(type, method);
    if (bucket == null) {
      return;
    }
    use(bucket, where);
    context.register(new BoundBucket(bucket), priority);
  }

  private void use(String bucket, String where) {
    CorsPolicies policies = source.current();
    if (serving && policies.enabled() && !inUse(policies)) {
      throw problem(
          CorsProblemType.BUCKET_FOUND_LATE,
          bucket,
          where,
          "this sub-resource was found only now, and preflights for it were judged by their path",
          "take the paths from bucket " + bucket + ", or use it on a root resource as well");
    }
    used = true;
    whenUsed.run();
  }

  /** Only CXF and Quarkus REST show locators, and they call them after the filters have run. */
  private void bindLocator(
      String where, @Nullable String bucket, Class<?> returned, FeatureContext context) {
    if (bucket != null || ResourceAnnotations.namesBucket(returned)) {
      throw problem(
          CorsProblemType.BUCKET_BEHIND_LOCATOR,
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
      context.register(new BoundBucket(BoundBucket.UNKNOWN), priority);
    }
  }

  private static CorsConfigurationException problem(
      CorsProblemType type, String bucket, String where, String explanation, String fix) {
    return new CorsConfigurationException(
        List.of(AnnotationCheck.problem(type, bucket, where, explanation, fix)));
  }
}
