package io.bucketcors.cli;

import io.bucketcors.conformance.readme.Written;
import org.junit.jupiter.api.Test;

/** The page of browsers' messages says what the command line says. */
class BlockedPageTest {
  @Test
  void thePageHasEveryMessageThatIsKnown() throws Exception {
    StringBuilder text = new StringBuilder();
    for (boolean firefox : new boolean[] {false, true}) {
      text.append("### ")
          .append(firefox ? "Firefox" : "Chromium, Chrome, Edge")
          .append("\n\n| the console says | it means | do |\n|---|---|---|\n");
      for (BrowserMessage message : BrowserMessage.values()) {
        if (message.isFirefox() == firefox) {
          text.append("| ")
              .append(cell(message.words()))
              .append(" | ")
              .append(cell(message.meaning()))
              .append(message.ambiguity() == null ? "" : " *" + cell(message.ambiguity()) + "*")
              .append(" | look at ")
              .append(cell(message.place()))
              .append(" |\n");
        }
      }
      text.append('\n');
    }
    Written.check("why/blocked.md", "BlockedPageTest", text.toString());
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("*", "\\*");
  }
}
