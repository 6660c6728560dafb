/** Bucket CORS in an application of Spring Boot, without any code of the application's. */
@NullMarked
package io.bucketcors.spring;

import org.jspecify.annotations.NullMarked;
