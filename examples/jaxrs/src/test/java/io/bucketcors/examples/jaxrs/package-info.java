@NullMarked
package io.bucketcors.examples.jaxrs;

import org.jspecify.annotations.NullMarked;
