package io.bucketcors.conformance.browsers;

import io.bucketcors.conformance.harness.Programs;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The suite and the walk-through in Firefox. */
class FirefoxTest extends BrowserSuite {
  @RegisterExtension static final Stage STAGE = new Stage(FirefoxTest::launch);

  FirefoxTest() {
    super(STAGE);
  }

  private static Browser launch() {
    return new Firefox(Programs.find("browsers", "Firefox", List.of("firefox-esr", "firefox")));
  }
}
