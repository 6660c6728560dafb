package io.bucketcors.conformance.jaxrs;

import java.util.List;

/** Frameworks and application servers, each in processes of its own. */
public final class ServerStacks implements StackFactory {
  private static final String HELIDON = "Helidon MP 4";
  private static final String QUARKUS = "Quarkus classic";
  private static final String QUARKUS_REST = "Quarkus REST";

  @Override
  public String part() {
    return "Frameworks and application servers";
  }

  @Override
  public List<String> names() {
    return List.of(HELIDON, QUARKUS, QUARKUS_REST);
  }

  @Override
  public boolean hasServlets(String name) {
    return false;
  }

  @Override
  public Stack start(String name) {
    return switch (name) {
      case HELIDON -> new ProgramStack.Helidon(name);
      case QUARKUS -> new ProgramStack.Quarkus(name, "classic");
      case QUARKUS_REST -> new ProgramStack.Quarkus(name, "reactive");
      default -> throw new IllegalArgumentException(name);
    };
  }
}
