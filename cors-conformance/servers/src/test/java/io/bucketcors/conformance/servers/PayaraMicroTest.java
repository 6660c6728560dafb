package io.bucketcors.conformance.servers;

import io.bucketcors.conformance.Servers;
import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The whole suite on Payara Micro 6. */
@Suite
@SelectPackages("io.bucketcors.conformance.suite")
@ConfigurationParameter(key = Servers.CONTAINER, value = "Payara Micro 6")
class PayaraMicroTest {}
