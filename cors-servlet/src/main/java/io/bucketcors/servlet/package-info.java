/**
 * One filter that makes a servlet application answer like a CORS-enabled bucket.
 *
 * <p>The flow: {@link io.bucketcors.servlet.CorsFilter} finds the bucket of the path, lets its
 * policy decide, answers a preflight itself, and runs the app behind a response that keeps the
 * decision's headers until they are sent.
 */
@NullMarked
package io.bucketcors.servlet;

import org.jspecify.annotations.NullMarked;
