package io.bucketcors.analysis;

import io.bucketcors.origin.PublicSuffixes;
import io.bucketcors.origin.SerializedOrigin;

/** Whose an origin is. */
public final class Domains {
  private Domains() {}

  /**
   * The registrable domain of an origin; its whole host, with the scheme before it, where it has
   * none.
   */
  public static String ownerOf(String origin) {
    long parts = SerializedOrigin.read(origin);
    if (parts == SerializedOrigin.MALFORMED) {
      return origin;
    }
    String host =
        origin.substring(SerializedOrigin.hostStart(parts), SerializedOrigin.hostEnd(parts));
    for (int from = host.lastIndexOf('.'); from >= 0; from = host.lastIndexOf('.', from - 1)) {
      int start = host.lastIndexOf('.', from - 1) + 1;
      if (PublicSuffixes.get().isOwned(host.substring(start))) {
        return host.substring(start);
      }
    }
    return origin.substring(0, SerializedOrigin.hostEnd(parts));
  }
}
