package io.bucketcors.config;

import io.bucketcors.CorsPolicySource;
import io.bucketcors.monitor.CorsDeployment;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is logged while it is open. */
final class LogOf implements AutoCloseable {
  private final Logger logger = Logger.getLogger("io.bucketcors");
  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  private final Level before = logger.getLevel();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  LogOf() {
    logger.setLevel(Level.ALL);
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
  }

  /** What is logged when a source is put to work. */
  static LogOf start(CorsPolicySource source) {
    try (LogOf log = new LogOf();
        CorsDeployment deployment =
            CorsDeployment.start(source, "app", LogOf.class.getClassLoader())) {
      return log;
    }
  }

  List<String> all() {
    return records.stream().map(LogRecord::getMessage).toList();
  }

  List<String> at(Level level) {
    return records.stream()
        .filter(record -> record.getLevel().equals(level))
        .map(LogRecord::getMessage)
        .toList();
  }

  @Override
  public void close() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
    logger.setLevel(before);
  }
}
