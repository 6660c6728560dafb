/** Text of others: in messages of ours, and in tables that it cannot slow down. */
@NullMarked
package io.bucketcors.text;

import org.jspecify.annotations.NullMarked;
