package io.bucketcors.conformance.jaxrs;

import jakarta.servlet.Filter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One web application: a JAX-RS application mounted as a servlet, and maybe a filter in front.
 *
 * @param context the context path
 * @param mountedAt the path of the JAX-RS application below it
 * @param servlet the implementation's servlet
 * @param initParameters its init parameters
 * @param filter a filter on {@code /*}, or null
 */
record Deployment(
    String context,
    String mountedAt,
    String servlet,
    Map<String, String> initParameters,
    @Nullable Filter filter) {}
