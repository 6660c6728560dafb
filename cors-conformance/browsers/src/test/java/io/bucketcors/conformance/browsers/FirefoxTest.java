package io.bucketcors.conformance.browsers;

import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The suite and the walk-through in Firefox. */
class FirefoxTest extends BrowserSuite {
  @RegisterExtension static final Stage STAGE = new Stage(FirefoxTest::launch);

  FirefoxTest() {
    super(STAGE);
  }

  private static Browser launch() {
    return new Firefox(InstalledBrowsers.find("Firefox", List.of("firefox-esr", "firefox")));
  }
}
