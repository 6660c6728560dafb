/**
 * Objects and uploads on disk. What is written appears whole or not at all: it is written beside
 * and then given its name, and what a killed process has left is swept at the next start.
 */
@NullMarked
package io.bucketcors.examples.bucket.store;

import org.jspecify.annotations.NullMarked;
