/**
 * Rules from outside the code: MicroProfile Config, maps such as a filter's {@code init-param}s,
 * and rules documents.
 *
 * <p>The flow: every place that holds keys is read into one {@link
 * io.bucketcors.config.PropertyTable}, which is pure data; the tables are compiled into {@link
 * io.bucketcors.CorsPolicies}, with every problem; {@link
 * io.bucketcors.config.ReloadableCorsPolicies} puts the result in force and repeats this off the
 * request path.
 */
@NullMarked
package io.bucketcors.config;

import org.jspecify.annotations.NullMarked;
