/**
 * S3's requests: where they lead, who may send them, what is answered. Nothing here knows CORS but
 * the operations on a bucket's rules.
 */
@NullMarked
package io.bucketcors.examples.bucket.s3;

import org.jspecify.annotations.NullMarked;
