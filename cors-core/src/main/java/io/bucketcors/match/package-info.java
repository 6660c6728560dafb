/**
 * Which rule comes first for an origin and a method: indexes over rule numbers that know nothing of
 * what a rule grants.
 */
@NullMarked
package io.bucketcors.match;

import org.jspecify.annotations.NullMarked;
