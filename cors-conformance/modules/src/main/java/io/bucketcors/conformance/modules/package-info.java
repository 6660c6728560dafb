/** An application that is started from the module path. */
@NullMarked
package io.bucketcors.conformance.modules;

import org.jspecify.annotations.NullMarked;
