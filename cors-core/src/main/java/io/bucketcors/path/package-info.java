/**
 * Paths of requests: what a request named below the context path, in how many ways that can be
 * read, and which pattern it matches.
 */
@NullMarked
package io.bucketcors.path;

import org.jspecify.annotations.NullMarked;
