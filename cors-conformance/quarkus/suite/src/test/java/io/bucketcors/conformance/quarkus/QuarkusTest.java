package io.bucketcors.conformance.quarkus;

import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/** What of the suite can be asked of a process, and what is asked of Quarkus besides. */
@Suite
@SelectClasses(
    value = {QuarkusConfiguration.class},
    names = {
      "io.bucketcors.conformance.suite.AnsweredBeforeTest",
      "io.bucketcors.conformance.suite.BadRequestsTest",
      "io.bucketcors.conformance.suite.ContainerSecurityTest",
      "io.bucketcors.conformance.suite.ErrorsByMethodTest",
      "io.bucketcors.conformance.suite.FileServletTest",
      "io.bucketcors.conformance.suite.FormLoginTest",
      "io.bucketcors.conformance.suite.HeaderSurvivalTest",
      "io.bucketcors.conformance.suite.KnownFaultsTest",
      "io.bucketcors.conformance.suite.ProtocolsTest",
      "io.bucketcors.conformance.suite.TableTest"
    })
class QuarkusTest {}
