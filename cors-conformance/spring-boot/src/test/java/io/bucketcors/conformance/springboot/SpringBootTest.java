package io.bucketcors.conformance.springboot;

import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The whole suite on Spring Boot. */
@Suite
@SelectPackages("io.bucketcors.conformance.suite")
class SpringBootTest {}
