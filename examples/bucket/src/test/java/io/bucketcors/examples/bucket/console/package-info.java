@NullMarked
package io.bucketcors.examples.bucket.console;

import org.jspecify.annotations.NullMarked;
