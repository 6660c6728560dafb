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

  /** The WAR of examples/webxml. */
  private static Deployment example(String contextPath) {
    Path war = Path.of(System.getProperty("example.war") + ".war");
    return new Deployment(contextPath, war, "/test.txt");
  }

  private static Running alone(AppServer server) throws Exception {
    ServerProcess process = server.start(List.of(example("")));
    return new Running() {
      @Override
      public int port() {
        return process.port();
      }

      @Override
      public void close() {
        process.close();
      }
    };
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
      wars.add(example(EXAMPLE));
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

    /** It answers a request to upgrade in HTTP/1.1. */
    @Override
    public boolean speaksHttp2() {
      return false;
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

    /** Among other WARs of one start its own properties are not in the config that it gets. */
    @Override
    public Running deploy(Path war) throws Exception {
      return alone(new PayaraMicro());
    }

    @Override
    public String contextPathOfWar() {
      return "";
    }
  }

  /** TomEE. */
  public static final class OnTomEe extends ServerContainer {
    public OnTomEe() {
      super(new TomEe());
    }
  }
}
