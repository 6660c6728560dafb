@NullMarked
package io.bucketcors.conformance.jaxrs;

import org.jspecify.annotations.NullMarked;
