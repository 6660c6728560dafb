/** S3 stores that others have built get CORS from outside, and browsers use them. */
@NullMarked
package io.bucketcors.conformance.stores;

import org.jspecify.annotations.NullMarked;
