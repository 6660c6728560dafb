/** What every conformance test needs and none should write again: sockets, processes, logs. */
@NullMarked
package io.bucketcors.conformance.harness;

import org.jspecify.annotations.NullMarked;
