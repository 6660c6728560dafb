package io.bucketcors.conformance.jetty11;

import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The whole suite on Jetty 12.1 ee11. */
@Suite
@SelectPackages("io.bucketcors.conformance.suite")
class JettyEe11Test {}
