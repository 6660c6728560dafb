package io.bucketcors.conformance.servers;

import io.bucketcors.conformance.Container;
import io.bucketcors.conformance.app.TestApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server as a container of the suite: started once, with every app in it. */
public abstract class ServerContainer implements Container {
  private static final String EXAMPLE = "/webxml";

  private final AppServer server;
  private @Nullable ServerProcess process;

  ServerContainer(AppServer server) {
    this.server = server;
  }

  @Override
  public String name() {
    return server.name();
  }

  @Override
  public boolean isEmbedded() {
    return false;
  }

  @Override
  public boolean hasVirtualThreads() {
    return false;
  }

  @Override
  public String contextPathOfWar() {
    return EXAMPLE;
  }

  @Override
  public Running start(TestApp app, boolean virtualThreads) throws Exception {
    return new App(process(), app);
  }

  @Override
  public Running deploy(Path war) throws Exception {
    return new App(process(), null);
  }

  @Override
  public void close() throws IOException {
    if (process != null) {
      process.close();
    }
  }

  private ServerProcess process() throws Exception {
    if (process == null) {
      Path folder = Files.createDirectories(Path.of("target", "wars"));
      List<Deployment> wars = new ArrayList<>();
      for (TestApp app : TestApp.ALL) {
        String ready = app.equals(TestApp.BAD_RULES) ? null : "/do/ok";
        wars.add(new Deployment(app.contextPath(), SuiteWar.write(app, folder), ready));
      }
      Path example = Path.of(System.getProperty("example.war"));
      wars.add(new Deployment(EXAMPLE, example, "/test.txt"));
      process = server.start(wars);
    }
    return process;
  }

  /** One app of the server. */
  private final class App implements Running {
    private final ServerProcess process;
    private final @Nullable TestApp app;

    App(ServerProcess process, @Nullable TestApp app) {
      this.process = process;
      this.app = app;
    }

    @Override
    public int port() {
      return process.port();
    }

    @Override
    public String log() {
      return process.log();
    }

    /** Stops only the app of the test that looks at what is left. */
    @Override
    public void close() {
      if (app != null && app.equals(TestApp.RELOADED)) {
        try {
          server.undeploy(process.folder(), app.contextPath());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  /** WildFly. */
  public static final class OnWildFly extends ServerContainer {
    public OnWildFly() {
      super(new WildFly());
    }
  }

  /** Open Liberty. */
  public static final class OnOpenLiberty extends ServerContainer {
    public OnOpenLiberty() {
      super(new OpenLiberty());
    }
  }

  /** Payara Micro. */
  public static final class OnPayaraMicro extends ServerContainer {
    public OnPayaraMicro() {
      super(new PayaraMicro());
    }

    @Override
    public boolean stopsApps() {
      return false;
    }
  }

  /** TomEE. */
  public static final class OnTomEe extends ServerContainer {
    public OnTomEe() {
      super(new TomEe());
    }
  }
}
