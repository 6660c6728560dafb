/**
 * Three nodes behind one cache, whose rules are one document in ZooKeeper.
 *
 * <p>{@link io.bucketcors.examples.fleet.ZooKeeperRules} is what an app would copy: a config source
 * that watches one node. {@link io.bucketcors.examples.fleet.Node} shows how it reaches the filter.
 */
@NullMarked
package io.bucketcors.examples.fleet;

import org.jspecify.annotations.NullMarked;
