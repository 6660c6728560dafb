package io.bucketcors.conformance.browsers;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Chromium over the DevTools protocol.
 *
 * @see <a href="https://chromedevtools.github.io/devtools-protocol/">Chrome DevTools Protocol</a>
 */
final class Chromium implements Browser {
  private final BrowserProcess process;
  private final Wire wire;

  Chromium(Path executable) {
    process = BrowserProcess.start("", profile -> command(executable, profile));
    try {
      String port = process.written("DevToolsActivePort").lines().findFirst().orElseThrow();
      wire = new Wire(firstPage(port));
    } catch (RuntimeException e) {
      process.close();
      throw e;
    }
  }

  private static List<String> command(Path executable, Path profile) {
    List<String> command = new ArrayList<>();
    command.add(executable.toString());
    command.add("--headless=new");
    if ("root".equals(System.getProperty("user.name"))) {
      command.add("--no-sandbox");
    }
    command.add("--disable-gpu");
    command.add("--disable-dev-shm-usage");
    command.add("--disable-background-networking");
    command.add("--disable-component-update");
    command.add("--disable-sync");
    command.add("--no-first-run");
    command.add("--remote-debugging-port=0");
    command.add("--user-data-dir=" + profile);
    command.add("about:blank");
    return command;
  }

  private static URI firstPage(String port) {
    URI list = URI.create("http://127.0.0.1:" + port + "/json/list");
    try (InputStream in = list.toURL().openStream();
        JsonReader reader = Json.createReader(in)) {
      for (JsonObject target : reader.readArray().getValuesAs(JsonObject.class)) {
        if (target.getString("type").equals("page")) {
          return URI.create(target.getString("webSocketDebuggerUrl"));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("Chromium has no page");
  }

  @Override
  public void open(String url) {
    JsonObject result =
        wire.command("Page.navigate", Json.createObjectBuilder().add("url", url).build());
    if (result.containsKey("errorText")) {
      throw new IllegalStateException(url + ": " + result.getString("errorText"));
    }
    await("document.readyState === 'complete'");
  }

  @Override
  public String evaluate(String body) {
    JsonObject result =
        wire.command(
            "Runtime.evaluate",
            Json.createObjectBuilder()
                .add("expression", "(async () => {" + body + "\n})().then(String)")
                .add("awaitPromise", true)
                .build());
    JsonObject value = result.getJsonObject("result");
    if (result.containsKey("exceptionDetails")) {
      throw new IllegalStateException(body + ": " + value.getString("description", "failed"));
    }
    return value.getString("value");
  }

  @Override
  public void click(String selector) {
    String[] middle =
        evaluate(
                """
                const element = document.querySelector('%s');
                element.scrollIntoView({ block: 'center', behavior: 'instant' });
                const box = element.getBoundingClientRect();
                return [box.x + box.width / 2, box.y + box.height / 2];
                """
                    .formatted(selector))
            .split(",", -1);
    for (String type : List.of("mouseMoved", "mousePressed", "mouseReleased")) {
      JsonValue params =
          Json.createObjectBuilder()
              .add("type", type)
              .add("x", Double.parseDouble(middle[0]))
              .add("y", Double.parseDouble(middle[1]))
              .add("button", type.equals("mouseMoved") ? "none" : "left")
              .add("clickCount", type.equals("mouseMoved") ? 0 : 1)
              .build();
      wire.command("Input.dispatchMouseEvent", params);
    }
  }

  @Override
  public void press(Key key) {
    for (String type : List.of("keyDown", "keyUp")) {
      JsonValue params =
          Json.createObjectBuilder()
              .add("type", type)
              .add("key", key.code)
              .add("code", key.code)
              .add("text", type.equals("keyDown") ? key.text : "")
              .add("windowsVirtualKeyCode", key.number)
              .build();
      wire.command("Input.dispatchKeyEvent", params);
    }
  }

  @Override
  public void pressFocusedButton() {
    press(Key.ENTER);
  }

  @Override
  public void close() {
    wire.close();
    process.close();
  }
}
