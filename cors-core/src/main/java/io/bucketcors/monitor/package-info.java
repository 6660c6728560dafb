/**
 * Rules seen by those who run them: a line of log, an MXBean and listeners for every application
 * that puts a source to work. For authors of adapters.
 */
@NullMarked
package io.bucketcors.monitor;

import org.jspecify.annotations.NullMarked;
