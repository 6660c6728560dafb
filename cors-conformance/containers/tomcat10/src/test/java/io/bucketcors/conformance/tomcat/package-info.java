/** Tomcat 10.1 and 11.0. */
@NullMarked
package io.bucketcors.conformance.tomcat;

import org.jspecify.annotations.NullMarked;
