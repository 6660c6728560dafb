@NullMarked
package io.bucketcors.jaxrs;

import org.jspecify.annotations.NullMarked;
