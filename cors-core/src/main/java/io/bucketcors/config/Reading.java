package io.bucketcors.config;

import org.jspecify.annotations.Nullable;

/**
 * The value of one key, and who gave it.
 *
 * @param value the value, possibly empty; null where an expression in it does not resolve
 * @param text the value as it was written, expressions included
 * @param source the config source, in words
 * @param rank the config source's place among its peers; the lower, the more it counts
 */
record Reading(@Nullable String value, String text, String source, int rank) {}
