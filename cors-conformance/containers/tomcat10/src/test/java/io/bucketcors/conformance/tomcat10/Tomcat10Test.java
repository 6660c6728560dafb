package io.bucketcors.conformance.tomcat10;

import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The whole suite on Tomcat 10.1. */
@Suite
@SelectPackages("io.bucketcors.conformance.suite")
class Tomcat10Test {}
