package io.bucketcors.conformance.jaxrs;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import java.net.InetSocketAddress;
import java.util.List;

final class UndertowContainer implements Container {
  private final Undertow undertow;

  UndertowContainer(List<Deployment> deployments) throws Exception {
    PathHandler paths = Handlers.path();
    for (Deployment deployment : deployments) {
      DeploymentManager manager = Servlets.defaultContainer().addDeployment(info(deployment));
      manager.deploy();
      paths.addPrefixPath(deployment.context(), manager.start());
    }
    undertow =
        Undertow.builder()
            .setIoThreads(1)
            .setWorkerThreads(4)
            .addHttpListener(0, "127.0.0.1")
            .setHandler(paths)
            .build();
    undertow.start();
  }

  private static DeploymentInfo info(Deployment deployment) throws Exception {
    ServletInfo servlet =
        Servlets.servlet("rest", Class.forName(deployment.servlet()).asSubclass(Servlet.class))
            .addMapping(deployment.mountedAt() + "/*")
            .setAsyncSupported(true)
            .setLoadOnStartup(1);
    deployment.initParameters().forEach(servlet::addInitParam);
    DeploymentInfo info =
        Servlets.deployment()
            .setClassLoader(UndertowContainer.class.getClassLoader())
            .setContextPath(deployment.context())
            .setDeploymentName(deployment.context())
            .setResourceManager(new PathResourceManager(Container.files()))
            .addServlet(servlet);
    Filter filter = deployment.filter();
    if (filter != null) {
      info.addFilter(
          Servlets.filter("cors", filter.getClass(), new ImmediateInstanceFactory<>(filter))
              .setAsyncSupported(true));
      for (DispatcherType type :
          List.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR)) {
        info.addFilterUrlMapping("cors", "/*", type);
      }
    }
    return info;
  }

  @Override
  public int port() {
    return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
  }

  @Override
  public void close() throws ServletException {
    undertow.stop();
  }
}
