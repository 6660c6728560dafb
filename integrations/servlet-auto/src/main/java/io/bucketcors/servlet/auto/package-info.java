/** Bucket CORS for web apps that know nothing of it. */
@NullMarked
package io.bucketcors.servlet.auto;

import org.jspecify.annotations.NullMarked;
