/** Tomcat 10.1. */
@NullMarked
package io.bucketcors.conformance.tomcat10;

import org.jspecify.annotations.NullMarked;
