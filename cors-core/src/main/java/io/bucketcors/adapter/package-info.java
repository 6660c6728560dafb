/**
 * For authors of adapters: how to read a server's request, how to write its response, and which
 * headers are the policy's. Apps that configure rules need nothing of it.
 */
@NullMarked
package io.bucketcors.adapter;

import org.jspecify.annotations.NullMarked;
