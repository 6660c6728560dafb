package io.bucketcors.conformance.load.app;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** Does on purpose what the run has to notice, where the server is told to by a property. */
public final class SeededFault implements ServletContextListener, ServletRequestListener {
  private static final String FAULT = System.getProperty("load.fault", "none");
  private static final int BYTES = 4096;
  private static final Queue<byte[]> KEPT = new ConcurrentLinkedQueue<>();

  @Override
  public void contextInitialized(ServletContextEvent event) {
    if (FAULT.equals("thread")) {
      Thread thread = new Thread(SeededFault::waitForever, "left-behind");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private static void waitForever() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void requestInitialized(ServletRequestEvent event) {
    if (FAULT.equals("heap")) {
      KEPT.add(new byte[BYTES]);
    }
  }
}
