/**
 * A bucket of objects on one origin, and on another the page that tries it from a browser.
 *
 * <p>{@link io.bucketcors.examples.bucket.ObjectServlet} is an app as anybody would write it:
 * nothing in it knows CORS. {@link io.bucketcors.examples.bucket.BucketExample} puts the filter in
 * front of it.
 */
@NullMarked
package io.bucketcors.examples.bucket;

import org.jspecify.annotations.NullMarked;
