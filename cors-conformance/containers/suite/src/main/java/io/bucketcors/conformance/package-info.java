/**
 * One HTTP suite for every servlet container: the cases, the raw HTTP they speak, and the table of
 * what each container does.
 */
@NullMarked
package io.bucketcors.conformance;

import org.jspecify.annotations.NullMarked;
