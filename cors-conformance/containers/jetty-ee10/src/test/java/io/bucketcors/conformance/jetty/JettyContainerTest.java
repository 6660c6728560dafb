package io.bucketcors.conformance.jetty;

import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The whole suite on Jetty 12.1 ee10. */
@Suite
@SelectPackages("io.bucketcors.conformance.suite")
class JettyContainerTest {}
