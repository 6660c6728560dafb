@NullMarked
package io.bucketcors.examples.fleet;

import org.jspecify.annotations.NullMarked;
