/** Header names: what a token is, which names a rule covers, and reading requested names. */
@NullMarked
package io.bucketcors.header;

import org.jspecify.annotations.NullMarked;
