package io.bucketcors.conformance;

import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * Keeps the containers' own logs, which are full of the exceptions the suite provokes, out of the
 * build's. Made for {@code java.util.logging.config.class}.
 */
public final class Quiet {
  public Quiet() {
    LogManager.getLogManager().reset();
    Logger.getLogger("").setLevel(Level.WARNING);
  }
}
