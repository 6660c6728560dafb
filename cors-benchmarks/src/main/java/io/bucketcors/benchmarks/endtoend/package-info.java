/** Real containers under load, and what an app needs to its first answer. */
@NullMarked
package io.bucketcors.benchmarks.endtoend;

import org.jspecify.annotations.NullMarked;
