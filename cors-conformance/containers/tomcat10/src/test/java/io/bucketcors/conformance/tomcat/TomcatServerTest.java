package io.bucketcors.conformance.tomcat;

import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The whole suite on Tomcat 10.1 and 11.0. */
@Suite
@SelectPackages("io.bucketcors.conformance.suite")
class TomcatServerTest {}
