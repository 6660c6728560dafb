/** From where rules are to rules in force, and what they weigh. */
@NullMarked
package io.bucketcors.benchmarks.start;

import org.jspecify.annotations.NullMarked;
