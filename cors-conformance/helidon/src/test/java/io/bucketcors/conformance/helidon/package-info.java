/** MicroProfile Config as Helidon implements it. */
@NullMarked
package io.bucketcors.conformance.helidon;

import org.jspecify.annotations.NullMarked;
