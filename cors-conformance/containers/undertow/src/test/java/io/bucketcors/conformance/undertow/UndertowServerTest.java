package io.bucketcors.conformance.undertow;

import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The whole suite on Undertow 2.3. */
@Suite
@SelectPackages("io.bucketcors.conformance.suite")
class UndertowServerTest {}
