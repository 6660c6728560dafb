package io.bucketcors.conformance.tomcat11;

import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The whole suite on Tomcat 11.0. */
@Suite
@SelectPackages("io.bucketcors.conformance.suite")
class Tomcat11Test {}
