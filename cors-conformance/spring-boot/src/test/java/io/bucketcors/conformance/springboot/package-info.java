/** Spring Boot, with Spring Security. */
@NullMarked
package io.bucketcors.conformance.springboot;

import org.jspecify.annotations.NullMarked;
