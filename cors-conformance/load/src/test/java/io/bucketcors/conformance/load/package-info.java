/**
 * Fifteen minutes of mixed load with reloads, on Jetty and Tomcat.
 *
 * <p>Each server runs in a JVM of its own ({@link
 * io.bucketcors.conformance.load.server.LoadServer}), so that its heap and threads are its own; the
 * clients are here.
 */
@NullMarked
package io.bucketcors.conformance.load;

import org.jspecify.annotations.NullMarked;
