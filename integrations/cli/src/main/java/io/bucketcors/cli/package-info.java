/** The command line. */
@NullMarked
package io.bucketcors.cli;

import org.jspecify.annotations.NullMarked;
