/** From what was measured to the page, its charts and its goals. */
@NullMarked
package io.bucketcors.benchmarks.report;

import org.jspecify.annotations.NullMarked;
