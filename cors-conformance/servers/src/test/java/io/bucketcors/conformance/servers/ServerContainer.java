package io.bucketcors.conformance.servers;

import io.bucketcors.conformance.Container;
import io.bucketcors.conformance.ExampleWar;
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
  private final AppServer server;
  private @Nullable RunningServer process;

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
  public Running start(TestApp app, boolean virtualThreads) throws Exception {
    return new App(process(), app);
  }

  @Override
  public Running deploy(ExampleWar war) throws Exception {
    return new App(process(), war.contextPath(), false);
  }

  private static Deployment example(ExampleWar war, String contextPath) {
    return new Deployment(contextPath, war.fileForServers(), war.ready());
  }

  private static Running alone(AppServer server, ExampleWar war) throws Exception {
    RunningServer process = server.start(List.of(example(war, "")));
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

  private RunningServer process() throws Exception {
    if (process == null) {
      Path folder = Files.createDirectories(Path.of("target", "wars"));
      List<Deployment> wars = new ArrayList<>();
      for (TestApp app : TestApp.ALL) {
        String ready = app.equals(TestApp.BAD_RULES) ? null : "/do/ok";
        wars.add(new Deployment(app.contextPath(), SuiteWar.write(app, folder), ready));
      }
      for (ExampleWar war : ExampleWar.values()) {
        wars.add(example(war, war.contextPath()));
      }
      process = server.start(wars);
    }
    return process;
  }

  /** One app of the server. */
  private final class App implements Running {
    private final RunningServer process;
    private final String contextPath;
    private final boolean stops;

    App(RunningServer process, TestApp app) {
      this(process, app.contextPath(), app.equals(TestApp.RELOADED));
    }

    App(RunningServer process, String contextPath, boolean stops) {
      this.process = process;
      this.contextPath = contextPath;
      this.stops = stops;
    }

    @Override
    public int port() {
      return process.port();
    }

    @Override
    public String contextPath() {
      return contextPath;
    }

    @Override
    public String log() {
      return process.log();
    }

    /** Stops only the app of the test that looks at what is left. */
    @Override
    public void close() {
      if (stops) {
        try {
          server.undeploy(process.folder(), contextPath);
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
    public Running deploy(ExampleWar war) throws Exception {
      return alone(new PayaraMicro(), war);
    }
  }

  /** TomEE. */
  public static final class OnTomEe extends ServerContainer {
    public OnTomEe() {
      super(new TomEe());
    }
  }
}
