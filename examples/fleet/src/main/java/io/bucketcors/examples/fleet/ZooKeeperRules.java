package io.bucketcors.examples.fleet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * A config source of one property, {@code bucketcors.rules-document}: the content of one node in
 * ZooKeeper. One write changes it, so nobody ever reads half of a change.
 *
 * <p>It gives what the store said last for as long as its session lasts. Once that is lost nobody
 * knows what the rules are, and it gives nothing: to say what then stays in force is not up to a
 * config source. Rules that vanish are refused, and the last good ones stay. Before the store has
 * answered once, reading it fails: what lower sources have, such as rules packaged for development,
 * must not pass for the fleet's.
 */
final class ZooKeeperRules implements ConfigSource, Watcher, AutoCloseable {
  private static final String PROPERTY = "bucketcors.rules-document";

  /** By the property's name, so that a source which has a node for each property finds it too. */
  static final String PATH = "/bucketcors/" + PROPERTY;

  static final int SESSION_MILLIS = 4000;

  private static final int ABOVE_THE_ENVIRONMENT = 350;
  private static final int PATIENCE_MILLIS = 2000;

  private final String servers;
  private final boolean watching;
  private final CompletableFuture<Boolean> answered = new CompletableFuture<>();
  private final CompletableFuture<Boolean> patience =
      answered.copy().orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
  private volatile @Nullable String document;
  private volatile Runnable changed = () -> {};
  private ZooKeeper session; // Guarded by this.

  /**
   * Connects, and waits for nothing.
   *
   * @param servers as ZooKeeper's clients take them, such as {@code 127.0.0.1:2181}
   * @param watching whether the store is to tell of changes; else it is asked at every reading
   */
  ZooKeeperRules(String servers, boolean watching) throws IOException {
    this.servers = servers;
    this.watching = watching;
    synchronized (this) {
      session = connect();
    }
  }

  /** Sets what to do after a change, and does it: there may have been one already. */
  void onChange(Runnable action) {
    changed = action;
    action.run();
  }

  private ZooKeeper connect() throws IOException {
    return new ZooKeeper(servers, SESSION_MILLIS, this);
  }

  /** An expired session never comes back: without a new one this would be deaf for ever. */
  private void reconnect() {
    while (true) {
      try {
        synchronized (this) {
          session = connect();
          return;
        }
      } catch (IOException e) {
        // Such as too many open files.
        try {
          TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException end) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  private synchronized ZooKeeper session() {
    return session;
  }

  /**
   * Called on ZooKeeper's thread, for what happens to the session and to the node. No lock is held
   * where rules are read again, since that asks this source.
   */
  @Override
  public void process(WatchedEvent event) {
    switch (event.getState()) {
      case SyncConnected -> {
        if (watching) {
          read();
        }
      }
      case Expired -> {
        if (watching) {
          say(null);
        }
        reconnect();
      }
      default -> {
        // Disconnected: SyncConnected or Expired follows.
      }
    }
  }

  /** Asks for the content, and to be told of its next change. */
  private void read() {
    session().getData(PATH, true, (code, path, context, data, stat) -> heard(code, data), null);
  }

  private void heard(int code, byte @Nullable [] data) {
    switch (Code.get(code)) {
      case OK -> {
        answered.complete(true);
        say(text(data));
      }
      case NONODE -> {
        answered.complete(true);
        say(null);
        // Leaves a watch on a node that is not there yet.
        session().exists(PATH, true, (found, path, context, stat) -> created(found), null);
      }
      default -> {
        // The connection is lost: SyncConnected or Expired follows.
      }
    }
  }

  private void created(int code) {
    if (Code.get(code) == Code.OK) {
      read();
    }
  }

  private void say(@Nullable String content) {
    document = content;
    changed.run();
  }

  private static String text(byte @Nullable [] data) {
    return data == null ? "" : new String(data, StandardCharsets.UTF_8);
  }

  /** One request; null where there is no node, or no store. */
  private @Nullable String ask() {
    CompletableFuture<@Nullable String> answer = new CompletableFuture<>();
    session()
        .getData(
            PATH,
            false,
            (code, path, context, data, stat) -> {
              boolean found = Code.get(code) == Code.OK;
              if (found || Code.get(code) == Code.NONODE) {
                answered.complete(true);
              }
              answer.complete(found ? text(data) : null);
            },
            null);
    return await(answer);
  }

  private static <T extends @Nullable Object> @Nullable T await(CompletableFuture<T> answer) {
    try {
      return answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException | TimeoutException | RuntimeException none) {
      return null;
    }
  }

  /**
   * Every reading of the rules begins with the names. The first waits for the store, but not for
   * more than two seconds from the start: an app has to start without it.
   */
  @Override
  public Set<String> getPropertyNames() {
    if (watching) {
      await(patience);
    } else {
      document = ask();
    }
    return document == null && answered.isDone() ? Set.of() : Set.of(PROPERTY);
  }

  @Override
  public @Nullable String getValue(String name) {
    if (!name.equals(PROPERTY)) {
      return null;
    }
    if (!answered.isDone()) {
      throw new IllegalStateException(getName() + " has not answered yet");
    }
    return document;
  }

  @Override
  public String getName() {
    // Without the address: who had a say in the rules is remembered by this name.
    return "ZooKeeper " + PATH;
  }

  @Override
  public int getOrdinal() {
    return ABOVE_THE_ENVIRONMENT;
  }

  @Override
  public void close() throws InterruptedException {
    session().close();
  }
}
