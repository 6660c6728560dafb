/** People who have the documentation, Maven and an empty folder. */
@NullMarked
package io.bucketcors.conformance.newcomer;

import org.jspecify.annotations.NullMarked;
