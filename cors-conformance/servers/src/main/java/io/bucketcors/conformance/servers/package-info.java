/** Whole application servers, each started as a process from its Maven artifact. */
@NullMarked
package io.bucketcors.conformance.servers;

import org.jspecify.annotations.NullMarked;
