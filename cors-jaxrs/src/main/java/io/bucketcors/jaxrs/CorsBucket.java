package io.bucketcors.jaxrs;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The named bucket whose rules decide on a resource method, or on all methods of a resource class;
 * the method's annotation counts more, and any of them more than the bucket's {@code paths}. It may
 * stand on the overridden method, superclass or interface as well, generic or not.
 *
 * <p>A preflight is judged by the bucket of the method that the requested method would run, found
 * by the implementation's own matching. One whose origin no bucket lists is refused before that;
 * for others, filters that come before matching see the requested method in place of {@code
 * OPTIONS}, and constructors, injection and sub-resource locators run, but never a resource method.
 * What matching itself refuses (404, 405, 406, 415) or a filter aborts before it carries no grant,
 * since nobody knows whose it is, and a preflight that ends so is refused.
 *
 * <p>Refused at start: a name without a bucket, an annotation on a method that answers no HTTP
 * method, and two methods for the same path and HTTP method in different buckets, between which a
 * preflight could not choose. Sub-resources are included, except on CXF and Quarkus REST, which
 * call their locators after all filters: there an annotated sub-resource is refused at start.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface CorsBucket {
  /**
   * The bucket's name, as in {@code bucketcors.buckets.NAME}: lower-case letters and digits of
   * ASCII, at least one; {@code default} is allowed. A name that no bucket has is refused at start.
   */
  String value();
}
