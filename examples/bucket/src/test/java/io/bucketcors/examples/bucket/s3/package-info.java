@NullMarked
package io.bucketcors.examples.bucket.s3;

import org.jspecify.annotations.NullMarked;
