/** The web app that is under load. */
@NullMarked
package io.bucketcors.conformance.load.app;

import org.jspecify.annotations.NullMarked;
