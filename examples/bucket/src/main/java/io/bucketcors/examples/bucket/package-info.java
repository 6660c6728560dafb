/**
 * Buckets on one origin, and on another the page that explains their CORS rules.
 *
 * <p>A request passes {@link io.bucketcors.examples.bucket.s3.VirtualHosts}, then the filter, then
 * {@link io.bucketcors.examples.bucket.s3.S3Servlet}, which is an app as anybody would write it:
 * nothing in it knows CORS but the calls that read and write a bucket's rules. {@link
 * io.bucketcors.examples.bucket.BucketExample} puts them together.
 */
@NullMarked
package io.bucketcors.examples.bucket;

import org.jspecify.annotations.NullMarked;
