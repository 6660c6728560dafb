/** A small shop: two buckets named by annotation, and a default one. */
@NullMarked
package io.bucketcors.examples.jaxrs;

import org.jspecify.annotations.NullMarked;
