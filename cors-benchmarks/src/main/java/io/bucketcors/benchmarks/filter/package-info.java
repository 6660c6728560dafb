/**
 * Whole requests in the filters of everybody: the same rules, the same request, the answers looked
 * at.
 */
@NullMarked
package io.bucketcors.benchmarks.filter;

import org.jspecify.annotations.NullMarked;
