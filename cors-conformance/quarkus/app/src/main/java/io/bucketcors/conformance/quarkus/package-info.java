/** What of the suite's app is not in {@code web.xml}. */
@NullMarked
package io.bucketcors.conformance.quarkus;

import org.jspecify.annotations.NullMarked;
