package io.bucketcors.jaxrs;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsProblemType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
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
 * them that name the bucket once the implementation has matched one (JAX-RS 3.1 section 6.5.3,
 * dynamic binding).
 */
final class DynamicBinding implements DynamicFeature {
  private static final System.Logger LOG = System.getLogger("io.bucketcors.jaxrs");

  private static volatile @Nullable WeakReference<DynamicBinding> last;

  private final CorsFilters cors;
  private final Runnable whenNamed;
  private final int priority;

  private final AnnotationCheck check;
  private final Supplier<Set<Class<?>>> knownClasses;

  private volatile boolean checkedAll;

  /**
   * @param knownClasses what the application shows of its classes; asked when the first method is
   *     met, so that mistakes are reported all at once
   * @param whenNamed called when a method names a bucket
   * @param priority of the filters that are bound
   */
  DynamicBinding(
      CorsFilters cors, Supplier<Set<Class<?>>> knownClasses, Runnable whenNamed, int priority) {
    this.cors = cors;
    this.check = new AnnotationCheck(cors::policies);
    this.knownClasses = knownClasses;
    this.whenNamed = whenNamed;
    this.priority = priority;
  }

  /** Makes this one findable for {@link CorsBucketFeature}. */
  void remember() {
    last = new WeakReference<>(this);
  }

  static @Nullable DynamicBinding last() {
    WeakReference<DynamicBinding> known = last;
    return known == null ? null : known.get();
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
      cors.methodsAreShown();
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
    name(bucket, where);
    context.register(new NamedBucket(bucket), priority);
  }

  private void name(String bucket, String where) {
    CorsPolicies policies = cors.policies();
    if (cors.isServing() && policies.enabled() && !cors.mayBucketBeNamed(policies)) {
      throw problem(
          CorsProblemType.BUCKET_FOUND_LATE,
          bucket,
          where,
          "this sub-resource was found only after the first request, and preflights for it were"
              + " judged by their path",
          "remove the paths of bucket " + bucket + ", or name it on a root resource as well");
    }
    cors.bucketIsNamed();
    whenNamed.run();
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
          "If any resource has @CorsBucket, the responses of what {0} returns carry no grant on this"
              + " implementation. Declare a concrete return type.",
          where);
      context.register(new NamedBucket(NamedBucket.UNKNOWN), priority);
    }
  }

  private static CorsConfigurationException problem(
      CorsProblemType type, String bucket, String where, String explanation, String fix) {
    return new CorsConfigurationException(
        List.of(AnnotationCheck.problem(type, bucket, where, explanation, fix)));
  }

  /**
   * Bound to one resource method: says on its requests whose they are. On the way out once more,
   * since a filter that aborts keeps a request filter from being called.
   */
  static final class NamedBucket implements ContainerRequestFilter, ContainerResponseFilter {
    /** No bucket's name: the method is there, its bucket is not known. */
    static final String UNKNOWN = "?";

    private final String bucket;

    NamedBucket(String bucket) {
      this.bucket = bucket;
    }

    @Override
    public void filter(ContainerRequestContext request) {
      bind(request);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
      bind(request);
    }

    private void bind(ContainerRequestContext request) {
      if (request.getProperty(RequestState.PROPERTY) instanceof RequestState state) {
        state.namedBucket = bucket;
      }
    }
  }
}
