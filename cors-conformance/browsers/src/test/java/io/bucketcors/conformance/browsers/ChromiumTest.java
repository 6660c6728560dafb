package io.bucketcors.conformance.browsers;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketcors.conformance.harness.Programs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The suite and the walk-through in Chromium. */
class ChromiumTest extends BrowserSuite {
  @RegisterExtension static final Stage STAGE = new Stage(ChromiumTest::launch);

  ChromiumTest() {
    super(STAGE);
  }

  /** Firefox asks again here; without this, the tests of images before scripts could not fail. */
  @Test
  void failsAScriptAfterAnImageWhereAnAppReflectsWithoutVary() {
    STAGE.rules();
    STAGE.openPage("a.www.localhost");
    assertThat(STAGE.loadImage("bucket.localhost", "/cached/by-hand.svg")).isEqualTo("loaded");
    assertThat(STAGE.fetch("bucket.localhost", "/cached/by-hand.svg", "{}")).isEqualTo("refused");
  }

  private static Browser launch() {
    return new Chromium(
        Programs.find(
            "browsers", "Chromium", List.of("chromium", "chromium-browser", "google-chrome")));
  }
}
