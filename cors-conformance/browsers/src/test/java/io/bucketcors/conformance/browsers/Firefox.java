package io.bucketcors.conformance.browsers;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * Firefox over WebDriver BiDi.
 *
 * @see <a href="https://www.w3.org/TR/webdriver-bidi/">WebDriver BiDi</a>
 */
final class Firefox implements Browser {
  /** A test must not call home, nor find that there is no home to call. */
  private static final String PREFERENCES =
      """
      user_pref("app.update.disabledForTesting", true);
      user_pref("browser.shell.checkDefaultBrowser", false);
      user_pref("browser.startup.homepage_override.mstone", "ignore");
      user_pref("datareporting.policy.dataSubmissionEnabled", false);
      user_pref("extensions.update.enabled", false);
      user_pref("network.captive-portal-service.enabled", false);
      user_pref("network.connectivity-service.enabled", false);
      user_pref("services.settings.server", "data:,");
      user_pref("toolkit.telemetry.reportingpolicy.firstRun", false);
      """;

  private final BrowserProcess process;
  private final Wire wire;
  private final String context;

  Firefox(Path executable) {
    process =
        BrowserProcess.start(
            PREFERENCES,
            profile ->
                List.of(
                    executable.toString(),
                    "--headless",
                    "--no-remote",
                    "--profile",
                    profile.toString(),
                    "--remote-debugging-port",
                    "0",
                    "about:blank"));
    try {
      wire = new Wire(session(process.written("WebDriverBiDiServer.json")));
      JsonObjectBuilder none = Json.createObjectBuilder();
      wire.command("session.new", Json.createObjectBuilder().add("capabilities", none).build());
      context =
          wire.command("browsingContext.getTree", JsonValue.EMPTY_JSON_OBJECT)
              .getJsonArray("contexts")
              .getJsonObject(0)
              .getString("context");
    } catch (RuntimeException e) {
      process.close();
      throw e;
    }
  }

  private static URI session(String server) {
    try (JsonReader reader = Json.createReader(new StringReader(server))) {
      JsonObject json = reader.readObject();
      return URI.create(
          "ws://" + json.getString("ws_host") + ":" + json.getInt("ws_port") + "/session");
    }
  }

  private JsonObjectBuilder inContext() {
    return Json.createObjectBuilder().add("context", context);
  }

  @Override
  public void open(String url) {
    wire.command(
        "browsingContext.navigate", inContext().add("url", url).add("wait", "complete").build());
  }

  @Override
  public String evaluate(String body) {
    JsonObject result =
        wire.command(
            "script.evaluate",
            Json.createObjectBuilder()
                .add("expression", "(async () => {" + body + "\n})().then(String)")
                .add("target", inContext())
                .add("awaitPromise", true)
                .build());
    if (!result.getString("type").equals("success")) {
      throw new IllegalStateException(body + ": " + result);
    }
    return result.getJsonObject("result").getString("value");
  }

  @Override
  public void click(String selector) {
    evaluate(
        "document.querySelector('%s').scrollIntoView({ block: 'center', behavior: 'instant' })"
            .formatted(selector));
    JsonObject locator =
        Json.createObjectBuilder().add("type", "css").add("value", selector).build();
    JsonObject found =
        wire.command("browsingContext.locateNodes", inContext().add("locator", locator).build());
    String node = found.getJsonArray("nodes").getJsonObject(0).getString("sharedId");
    JsonObjectBuilder element =
        Json.createObjectBuilder()
            .add("type", "element")
            .add("element", Json.createObjectBuilder().add("sharedId", node));
    JsonArrayBuilder steps =
        Json.createArrayBuilder()
            .add(
                Json.createObjectBuilder()
                    .add("type", "pointerMove")
                    .add("x", 0)
                    .add("y", 0)
                    .add("origin", element))
            .add(Json.createObjectBuilder().add("type", "pointerDown").add("button", 0))
            .add(Json.createObjectBuilder().add("type", "pointerUp").add("button", 0));
    JsonObjectBuilder mouse =
        Json.createObjectBuilder()
            .add("type", "pointer")
            .add("id", "mouse")
            .add("parameters", Json.createObjectBuilder().add("pointerType", "mouse"))
            .add("actions", steps);
    perform(mouse);
  }

  @Override
  public void press(Key key) {
    JsonArrayBuilder steps = Json.createArrayBuilder();
    for (String type : List.of("keyDown", "keyUp")) {
      steps.add(Json.createObjectBuilder().add("type", type).add("value", key.webDriver));
    }
    perform(
        Json.createObjectBuilder().add("type", "key").add("id", "keyboard").add("actions", steps));
  }

  /** Without a window that has the focus, Enter and space reach a button but do not set it off. */
  @Override
  public void pressFocusedButton() {
    evaluate("document.activeElement.click()");
  }

  private void perform(JsonObjectBuilder device) {
    wire.command(
        "input.performActions",
        inContext().add("actions", Json.createArrayBuilder().add(device)).build());
  }

  @Override
  public void close() {
    wire.close();
    process.close();
  }
}
