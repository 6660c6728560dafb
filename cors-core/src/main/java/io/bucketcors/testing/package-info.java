/** To ask rules, in tests, what a page in a browser would ask. */
@NullMarked
package io.bucketcors.testing;

import org.jspecify.annotations.NullMarked;
