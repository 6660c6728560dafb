package io.bucketcors.conformance.harness;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Keeps what a logger and those below it log, until it is closed. */
public final class LogCapture implements AutoCloseable {
  /** Held, since loggers are held weakly. */
  private final Logger logger;

  private final List<LogRecord> entries = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          // Who logged it is looked up on the stack, which is gone later.
          entry.getSourceMethodName();
          entries.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private LogCapture(String name) {
    logger = Logger.getLogger(name);
    handler.setLevel(Level.ALL);
    logger.addHandler(handler);
  }

  /** Starts to listen to a logger; the empty name is that of all. */
  public static LogCapture of(String name) {
    return new LogCapture(name);
  }

  /** The messages so far, as they were logged. */
  public List<String> messages() {
    return entries.stream().map(LogRecord::getMessage).toList();
  }

  /** The entries so far, as they would be written. */
  public List<String> lines() {
    return entries.stream().map(new SimpleFormatter()::format).toList();
  }

  /** The entries so far: level, message, and every throwable without its trace. */
  public List<String> causes() {
    return entries.stream().map(LogCapture::causes).toList();
  }

  private static String causes(LogRecord entry) {
    StringBuilder text = new StringBuilder(entry.getLevel() + " " + entry.getMessage());
    for (Throwable thrown = entry.getThrown(); thrown != null; thrown = thrown.getCause()) {
      text.append(' ').append(thrown);
    }
    return text.toString();
  }

  @Override
  public void close() {
    logger.removeHandler(handler);
  }
}
