package io.bucketcors.conformance.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A started program; it and whatever it has started end with the tests, come what may. */
public final class ServerProcess implements AutoCloseable {
  /** Something that becomes true. */
  @FunctionalInterface
  public interface Check {
    /** Whether it is true by now; an exception means: not yet. */
    boolean holds() throws IOException;
  }

  private static final int STOP_SECONDS = 20;
  private static final int PAUSE_MILLIS = 50;

  private final Process process;
  private final Path log;
  private final BufferedReader out;
  private final Thread hook = new Thread(this::kill, "process-end");

  private ServerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    out = process.inputReader(StandardCharsets.UTF_8);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Starts a program; both its outputs go to a file. */
  public static ServerProcess start(ProcessBuilder program, Path log) {
    program.redirectErrorStream(true).redirectOutput(log.toFile());
    return started(program, log);
  }

  /** Starts a program whose output is read by {@link #line}; its errors go to a file. */
  public static ServerProcess startTalking(ProcessBuilder program, Path errors) {
    return started(program.redirectError(errors.toFile()), errors);
  }

  private static ServerProcess started(ProcessBuilder program, Path log) {
    try {
      return new ServerProcess(program.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A program of the JDK that the tests run on, such as {@code java}. */
  public static String ofJdk(String program) {
    return Path.of(System.getProperty("java.home"), "bin", program).toString();
  }

  /** A port that was free a moment ago. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process itself. */
  public Process process() {
    return process;
  }

  /** What it has written to its file so far. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The next line of its output.
   *
   * @throws IllegalStateException with its errors, if it has ended
   */
  public String line() {
    try {
      String line = out.readLine();
      if (line == null) {
        throw new IllegalStateException("the program ended: " + log());
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives it a line, and returns the next one that it says. */
  public synchronized String command(String line) {
    try {
      Writer in = process.outputWriter(StandardCharsets.UTF_8);
      in.write(line + "\n");
      in.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line();
  }

  /**
   * Waits until something holds; what cannot connect or read yet counts as not.
   *
   * @throws IllegalStateException with the log, if the program ends first or takes too long
   */
  public void await(String what, Duration patience, Check check) {
    long end = System.nanoTime() + patience.toNanos();
    String last = "";
    while (process.isAlive() && System.nanoTime() - end < 0) {
      try {
        if (check.holds() && process.isAlive()) {
          return;
        }
      } catch (IOException | UncheckedIOException notYet) {
        last = notYet + "; ";
      }
      if (!pause()) {
        break;
      }
    }
    String how = process.isAlive() ? " not in time: " : " not before it ended: ";
    throw new IllegalStateException(what + how + last + "log: " + log());
  }

  private static boolean pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Whether something listens on a port. */
  public static boolean listens(int port) {
    try (Connection connection = Connection.to(port)) {
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The process, and all that it and its scripts have started. */
  public List<ProcessHandle> family() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    return all;
  }

  /** Asks it to end, and makes it end where that does not help; returns whether it helped. */
  public boolean stop() {
    List<ProcessHandle> family = family();
    family.forEach(ProcessHandle::destroy);
    boolean inTime = ended(family);
    family.forEach(ProcessHandle::destroyForcibly);
    forget();
    return inTime;
  }

  /** Makes it end, and waits until it has. */
  public void kill() {
    List<ProcessHandle> family = family();
    family.forEach(ProcessHandle::destroyForcibly);
    ended(family);
  }

  private static boolean ended(List<ProcessHandle> family) {
    try {
      for (ProcessHandle one : family) {
        one.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
      }
      return true;
    } catch (TimeoutException | ExecutionException stubborn) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void forget() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException underWay) {
      // The hook finds nothing left to end.
    }
  }

  @Override
  public void close() {
    stop();
  }
}
