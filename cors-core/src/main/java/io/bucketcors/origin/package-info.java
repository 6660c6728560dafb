/**
 * The grammar of origins and of origin patterns. Knows nothing of rules.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#origin-header">Fetch, the Origin header</a>
 */
@NullMarked
package io.bucketcors.origin;

import org.jspecify.annotations.NullMarked;
