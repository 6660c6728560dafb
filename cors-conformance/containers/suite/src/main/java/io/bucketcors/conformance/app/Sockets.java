package io.bucketcors.conformance.app;

import jakarta.servlet.ServletContext;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;

/** A WebSocket endpoint at {@code /socket}, where the container has WebSockets. */
public final class Sockets {
  /** The attribute of the context in which a container with WebSockets puts their part of it. */
  static final String CONTAINER = "jakarta.websocket.server.ServerContainer";

  private Sockets() {}

  /** Adds the endpoint; the context has the attribute. */
  public static void register(ServletContext context) {
    register((ServerContainer) context.getAttribute(CONTAINER));
  }

  /** Adds the endpoint. */
  public static void register(ServerContainer container) {
    try {
      container.addEndpoint(ServerEndpointConfig.Builder.create(Silent.class, "/socket").build());
    } catch (DeploymentException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Says nothing. */
  public static final class Silent extends Endpoint {
    @Override
    public void onOpen(Session session, EndpointConfig config) {}
  }
}
