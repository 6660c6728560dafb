/** Every row of the case tables through the filter, over raw sockets. */
@NullMarked
package io.bucketcors.conformance.cases;

import org.jspecify.annotations.NullMarked;
