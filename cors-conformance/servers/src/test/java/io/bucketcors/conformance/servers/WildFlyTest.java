package io.bucketcors.conformance.servers;

import io.bucketcors.conformance.Servers;
import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The whole suite on WildFly 39. */
@Suite
@SelectPackages("io.bucketcors.conformance.suite")
@ConfigurationParameter(key = Servers.CONTAINER, value = "WildFly 39")
class WildFlyTest {}
