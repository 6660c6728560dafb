/** The cases that every container runs. */
@NullMarked
package io.bucketcors.conformance.suite;

import org.jspecify.annotations.NullMarked;
