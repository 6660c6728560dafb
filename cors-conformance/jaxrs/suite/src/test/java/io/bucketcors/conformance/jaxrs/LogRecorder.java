package io.bucketcors.conformance.jaxrs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps what everybody logs; java.util.logging is the same in all class loaders. */
final class LogRecorder extends Handler {
  private final List<String> messages = new CopyOnWriteArrayList<>();

  /** Held, since loggers are held weakly. */
  private final Logger logger = Logger.getLogger("");

  LogRecorder() {
    logger.addHandler(this);
  }

  List<String> messages() {
    return messages;
  }

  @Override
  public void publish(LogRecord entry) {
    StringBuilder text = new StringBuilder(entry.getLevel() + " " + entry.getMessage());
    for (Throwable thrown = entry.getThrown(); thrown != null; thrown = thrown.getCause()) {
      text.append(' ').append(thrown);
    }
    messages.add(text.toString());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
