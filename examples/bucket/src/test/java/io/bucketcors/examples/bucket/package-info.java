@NullMarked
package io.bucketcors.examples.bucket;

import org.jspecify.annotations.NullMarked;
