@NullMarked
package io.bucketcors.conformance.harness;

import org.jspecify.annotations.NullMarked;
