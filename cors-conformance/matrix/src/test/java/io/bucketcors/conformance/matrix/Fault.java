package io.bucketcors.conformance.matrix;

import java.util.Locale;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/** What a broken build would answer; switched on one at a time, to see that each is caught. */
enum Fault {
  /** Two layers answer. */
  DOUBLED_ORIGIN {
    @Override
    void apply(boolean preflight, @Nullable String origin, int status, HttpFields.Mutable answer) {
      String allowed = answer.get(ORIGIN);
      if (allowed != null) {
        answer.add(ORIGIN, allowed);
      }
    }
  },
  /** Whoever asks is let in. */
  REFLECTED_ORIGIN {
    @Override
    void apply(boolean preflight, @Nullable String origin, int status, HttpFields.Mutable answer) {
      if (!preflight && origin != null) {
        answer.put(ORIGIN, origin);
      }
    }
  },
  NO_VARY {
    @Override
    void apply(boolean preflight, @Nullable String origin, int status, HttpFields.Mutable answer) {
      answer.remove("Vary");
    }
  },
  NO_VARY_ON_PREFLIGHTS {
    @Override
    void apply(boolean preflight, @Nullable String origin, int status, HttpFields.Mutable answer) {
      if (preflight) {
        answer.remove("Vary");
      }
    }
  },
  /** jersey#3361, quarkus#3685 and their kin. */
  LOST_ON_ERRORS {
    @Override
    void apply(boolean preflight, @Nullable String origin, int status, HttpFields.Mutable answer) {
      if (status >= 500) {
        answer.remove(ORIGIN);
      }
    }
  },
  LOST_ON_NOT_MODIFIED {
    @Override
    void apply(boolean preflight, @Nullable String origin, int status, HttpFields.Mutable answer) {
      if (status == 304) {
        answer.remove(ORIGIN);
      }
    }
  },
  /**
   * As all do it: what a grant does not have is left out, and a browser goes on with what it kept.
   */
  SILENT_ON_NOT_MODIFIED {
    @Override
    void apply(boolean preflight, @Nullable String origin, int status, HttpFields.Mutable answer) {
      if (status == 304) {
        if (!"true".equals(answer.get(CREDENTIALS))) {
          answer.remove(CREDENTIALS);
        }
        if ("Cache-Control".equals(answer.get("Access-Control-Expose-Headers"))) {
          answer.remove("Access-Control-Expose-Headers");
        }
      }
    }
  },
  STAR_AMONG_HEADERS {
    @Override
    void apply(boolean preflight, @Nullable String origin, int status, HttpFields.Mutable answer) {
      if (answer.contains("Access-Control-Allow-Headers")) {
        answer.put("Access-Control-Allow-Headers", "*");
      }
    }
  },
  /** OpenLiberty#9951. */
  MISSPELT_CREDENTIALS {
    @Override
    void apply(boolean preflight, @Nullable String origin, int status, HttpFields.Mutable answer) {
      if (answer.contains(CREDENTIALS)) {
        answer.put(CREDENTIALS, "True");
      }
    }
  },
  EXPOSES_NOTHING {
    @Override
    void apply(boolean preflight, @Nullable String origin, int status, HttpFields.Mutable answer) {
      answer.remove("Access-Control-Expose-Headers");
    }
  },
  METHODS_IN_LOWER_CASE {
    @Override
    void apply(boolean preflight, @Nullable String origin, int status, HttpFields.Mutable answer) {
      String methods = answer.get("Access-Control-Allow-Methods");
      if (methods != null) {
        answer.put("Access-Control-Allow-Methods", methods.toLowerCase(Locale.ROOT));
      }
    }
  },
  NO_MAX_AGE {
    @Override
    void apply(boolean preflight, @Nullable String origin, int status, HttpFields.Mutable answer) {
      if (answer.contains("Access-Control-Max-Age")) {
        answer.put("Access-Control-Max-Age", "0");
      }
    }
  },
  /** What stands before the app has a session for everybody, preflights too. */
  COOKIE_ON_PREFLIGHTS {
    @Override
    void apply(boolean preflight, @Nullable String origin, int status, HttpFields.Mutable answer) {
      if (preflight) {
        answer.add("Set-Cookie", "preflight=1; Path=/; Secure; SameSite=None");
      }
    }
  };

  private static final String ORIGIN = "Access-Control-Allow-Origin";
  private static final String CREDENTIALS = "Access-Control-Allow-Credentials";

  abstract void apply(
      boolean preflight, @Nullable String origin, int status, HttpFields.Mutable answer);
}
