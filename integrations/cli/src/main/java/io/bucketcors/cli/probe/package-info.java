/**
 * Asks a live server as a browser would, and judges its answers by the steps of the Fetch standard.
 * Nothing but GET, HEAD and OPTIONS is sent.
 */
@NullMarked
package io.bucketcors.cli.probe;

import org.jspecify.annotations.NullMarked;
