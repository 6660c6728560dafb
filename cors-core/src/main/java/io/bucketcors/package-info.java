/**
 * An ordered list of CORS rules and the decisions they lead to.
 *
 * <p>The flow: {@link io.bucketcors.CorsRule rules} are compiled into one {@link
 * io.bucketcors.CorsPolicy policy} a bucket; {@link io.bucketcors.CorsPolicies} finds the bucket of
 * a path; a policy reads a request through a {@link io.bucketcors.adapter.CorsRequestReader} and
 * returns a prebuilt {@link io.bucketcors.CorsDecision}, which writes its headers through a {@link
 * io.bucketcors.adapter.CorsResponseWriter}.
 */
@NullMarked
package io.bucketcors;

import org.jspecify.annotations.NullMarked;
