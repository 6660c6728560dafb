/** The commands of this module. */
@NullMarked
package io.bucketcors.benchmarks.run;

import org.jspecify.annotations.NullMarked;
