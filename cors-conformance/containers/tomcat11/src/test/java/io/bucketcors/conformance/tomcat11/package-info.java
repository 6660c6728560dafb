/** Tomcat 11.0. */
@NullMarked
package io.bucketcors.conformance.tomcat11;

import org.jspecify.annotations.NullMarked;
