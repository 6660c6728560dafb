/** Text of others in messages of ours. */
@NullMarked
package io.bucketcors.text;

import org.jspecify.annotations.NullMarked;
