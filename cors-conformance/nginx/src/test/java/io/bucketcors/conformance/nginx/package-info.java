/** The filter behind nginx, which ends TLS, speaks HTTP/2 and caches. */
@NullMarked
package io.bucketcors.conformance.nginx;

import org.jspecify.annotations.NullMarked;
