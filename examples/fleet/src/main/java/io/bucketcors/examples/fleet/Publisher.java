package io.bucketcors.examples.fleet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;

/** Writes the rules document that all nodes watch: one write a change. */
final class Publisher implements AutoCloseable {
  private static final int ANY_VERSION = -1;
  private static final int PATIENCE_SECONDS = 20;

  private final ZooKeeper session;

  /**
   * Waits until the store answers.
   *
   * @throws IOException if it does not
   */
  Publisher(String servers) throws IOException, InterruptedException {
    CountDownLatch connected = new CountDownLatch(1);
    session =
        new ZooKeeper(
            servers,
            ZooKeeperRules.SESSION_MILLIS,
            event -> {
              if (event.getState() == KeeperState.SyncConnected) {
                connected.countDown();
              }
            });
    if (!connected.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      session.close();
      throw new IOException("ZooKeeper does not answer at " + servers);
    }
  }

  void publish(String document) throws KeeperException, InterruptedException {
    byte[] content = document.getBytes(StandardCharsets.UTF_8);
    if (session.exists(ZooKeeperRules.PATH, false) != null) {
      session.setData(ZooKeeperRules.PATH, content, ANY_VERSION);
      return;
    }
    String parent = ZooKeeperRules.PATH.substring(0, ZooKeeperRules.PATH.lastIndexOf('/'));
    if (session.exists(parent, false) == null) {
      session.create(parent, new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    }
    session.create(ZooKeeperRules.PATH, content, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
  }

  @Override
  public void close() throws InterruptedException {
    session.close();
  }
}
