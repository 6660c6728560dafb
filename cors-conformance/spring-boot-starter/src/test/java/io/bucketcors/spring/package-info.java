/** The starter in applications of Spring Boot. */
@NullMarked
package io.bucketcors.spring;

import org.jspecify.annotations.NullMarked;
