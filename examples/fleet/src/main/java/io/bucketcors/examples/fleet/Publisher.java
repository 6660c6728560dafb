package io.bucketcors.examples.fleet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.ConnectionLossException;
import org.apache.zookeeper.KeeperException.NodeExistsException;
import org.apache.zookeeper.KeeperException.SessionExpiredException;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.jspecify.annotations.Nullable;

/** Writes the rules document that all nodes watch: one write a change. */
final class Publisher implements AutoCloseable {
  private static final int ANY_VERSION = -1;
  private static final int PATIENCE_SECONDS = 20;

  private final String servers;
  private @Nullable ZooKeeper session;

  Publisher(String servers) {
    this.servers = servers;
  }

  /**
   * Writes a document. Writing the same once more does no harm, so what fails for want of a store
   * is tried again for a while.
   */
  void publish(String document) throws IOException, KeeperException, InterruptedException {
    byte[] content = document.getBytes(StandardCharsets.UTF_8);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      try {
        write(session(), content);
        return;
      } catch (ConnectionLossException | SessionExpiredException | NodeExistsException again) {
        if (System.nanoTime() - end > 0) {
          throw again;
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  private ZooKeeper session() throws IOException {
    ZooKeeper open = session;
    if (open == null || !open.getState().isAlive()) {
      open = new ZooKeeper(servers, ZooKeeperRules.SESSION_MILLIS, event -> {});
      session = open;
    }
    return open;
  }

  private static void write(ZooKeeper store, byte[] content)
      throws KeeperException, InterruptedException {
    String path = ZooKeeperRules.PATH;
    if (store.exists(path, false) != null) {
      store.setData(path, content, ANY_VERSION);
      return;
    }
    String parent = path.substring(0, path.lastIndexOf('/'));
    if (store.exists(parent, false) == null) {
      store.create(parent, new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    }
    store.create(path, content, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
  }

  @Override
  public void close() throws InterruptedException {
    if (session != null) {
      session.close();
    }
  }
}
