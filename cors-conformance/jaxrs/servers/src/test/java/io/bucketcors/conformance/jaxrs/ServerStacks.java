package io.bucketcors.conformance.jaxrs;

import io.bucketcors.conformance.servers.AppServer;
import io.bucketcors.conformance.servers.OpenLiberty;
import io.bucketcors.conformance.servers.PayaraMicro;
import io.bucketcors.conformance.servers.TomEe;
import io.bucketcors.conformance.servers.WildFly;
import java.util.List;
import java.util.stream.Stream;

/** Frameworks and application servers, each in processes of its own. */
public final class ServerStacks implements StackFactory {
  private static final String HELIDON = "Helidon MP 4";
  private static final String QUARKUS = "Quarkus classic";
  private static final String QUARKUS_REST = "Quarkus REST";
  private static final List<AppServer> SERVERS =
      List.of(new OpenLiberty(), new WildFly(), new PayaraMicro(), new TomEe());

  @Override
  public String part() {
    return "Frameworks and application servers";
  }

  @Override
  public List<String> names() {
    return Stream.concat(
            Stream.of(HELIDON, QUARKUS, QUARKUS_REST), SERVERS.stream().map(AppServer::name))
        .toList();
  }

  @Override
  public int chapters() {
    return 6;
  }

  @Override
  public boolean hasServlets(String name) {
    return SERVERS.stream().anyMatch(server -> server.name().equals(name));
  }

  @Override
  public Stack start(String name) {
    return switch (name) {
      case HELIDON -> new ProgramStack.Helidon(name);
      case QUARKUS -> new ProgramStack.Quarkus(name, "classic");
      case QUARKUS_REST -> new ProgramStack.Quarkus(name, "reactive");
      default ->
          new WarStack(
              SERVERS.stream()
                  .filter(server -> server.name().equals(name))
                  .findFirst()
                  .orElseThrow());
    };
  }
}
