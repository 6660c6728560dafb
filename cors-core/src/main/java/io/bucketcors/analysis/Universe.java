package io.bucketcors.analysis;

import io.bucketcors.origin.SerializedOrigin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The texts that an {@code Origin} can be, in one dialect or another. */
enum Universe implements AffixClasses.Texts {
  /**
   * Well-formed origins, with a bar between host and port that is there without a port too: so that
   * what a pattern says of the port belongs to the end of the text.
   */
  ORIGINS {
    @Override
    public @Nullable String read(String text) {
      int bar = text.lastIndexOf('|');
      String port = text.substring(bar + 1);
      String origin = text.substring(0, bar) + (port.isEmpty() ? "" : ":" + port);
      return SerializedOrigin.read(origin) == SerializedOrigin.MALFORMED ? null : origin;
    }
  },
  /** Any visible text. */
  TEXTS {
    @Override
    public @Nullable String read(String text) {
      return isVisible(text) ? text : null;
    }
  },
  /** Visible texts that are no well-formed origins. */
  MALFORMED_TEXTS {
    @Override
    public @Nullable String read(String text) {
      boolean origin = SerializedOrigin.read(text) != SerializedOrigin.MALFORMED;
      return origin || !isVisible(text) ? null : text;
    }

    @Override
    public List<String> words() {
      return List.of("app^", "^", "evil^");
    }
  };

  static final char BAR = '|';

  /** The longest text that is compared in dialects of stores. */
  private static final int MOST = 1024;

  private static final String CHARACTERS = "qzxjkvwyabcdefghilmnoprstu0123456789-_";

  @Override
  public List<String> words() {
    return List.of("app", "evil", "www", "x1", "other", "q");
  }

  @Override
  public String characters() {
    return CHARACTERS;
  }

  private static boolean isVisible(String text) {
    return text.length() <= MOST && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  /** An origin of which the grammar gave parts, with the bar. */
  static String withBar(String origin, long parts) {
    int end = SerializedOrigin.hostEnd(parts);
    String port = end == origin.length() ? "" : origin.substring(end + 1);
    return origin.substring(0, end) + BAR + port;
  }
}
