package io.bucketcors.conformance.browsers;

/** One headless browser with one page. */
interface Browser extends AutoCloseable {

  /** Opens a URL and waits until it has loaded. */
  void open(String url);

  /**
   * Runs the body of an async function in the page.
   *
   * @param body such as {@code return (await fetch('/')).status}
   * @return what it returns, as JavaScript writes it as a string
   */
  String evaluate(String body);

  /** Clicks, as a person with a mouse, on the middle of the element that a CSS selector finds. */
  void click(String selector);

  /** Presses and releases a key, as a person at the keyboard; a key other than a character. */
  void press(Key key);

  /** Sets off the button that has the focus, by the keyboard where the browser lets that be. */
  void pressFocusedButton();

  /** A key, by what both protocols call it. */
  enum Key {
    ENTER("Enter", 13, "\uE006", "\r"),
    ESCAPE("Escape", 27, "\uE00C", ""),
    TAB("Tab", 9, "\uE004", "");

    final String code;
    final int number;
    final String webDriver;
    final String text;

    Key(String code, int number, String webDriver, String text) {
      this.code = code;
      this.number = number;
      this.webDriver = webDriver;
      this.text = text;
    }
  }

  @Override
  void close();

  /** Waits until an expression is true in the page. */
  default void await(String expression) {
    String last =
        evaluate(
            """
            for (let i = 0; i < 200; i++) {
              if (%s) return 'true';
              await new Promise((done) => setTimeout(done, 50));
            }
            return 'false';
            """
                .formatted(expression));
    if (!last.equals("true")) {
      throw new AssertionError("still not true after ten seconds: " + expression);
    }
  }
}
