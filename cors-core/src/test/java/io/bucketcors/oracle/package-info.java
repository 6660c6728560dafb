/**
 * Slow and obvious readings of the contract and of the Fetch standard, for the tests to compare
 * with. Imports nothing of the library.
 */
@NullMarked
package io.bucketcors.oracle;

import org.jspecify.annotations.NullMarked;
