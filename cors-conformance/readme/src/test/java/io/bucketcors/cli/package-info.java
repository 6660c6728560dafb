/** Pages that are written from what the command line knows. */
@org.jspecify.annotations.NullMarked
package io.bucketcors.cli;
