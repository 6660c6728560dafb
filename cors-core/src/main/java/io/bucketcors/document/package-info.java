/**
 * The rules documents that buckets have: read, written, and judged as the stores judge them.
 *
 * <p>The flow: bytes become text ({@code DocumentText}), text becomes a small tree that knows its
 * places ({@code XmlTree}, {@code JsonTree}), the tree becomes rules ({@code DocumentReader}).
 */
@NullMarked
package io.bucketcors.document;

import org.jspecify.annotations.NullMarked;
