package io.bucketcors.servlet;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the filter logs from now on. */
final class LogLines extends Handler implements AutoCloseable {
  private final Logger logger = Logger.getLogger("io.bucketcors.servlet");
  private final List<String> said = new ArrayList<>();

  LogLines() {
    logger.addHandler(this);
  }

  List<String> said() {
    return said;
  }

  @Override
  public void publish(LogRecord message) {
    said.add(message.getMessage());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
