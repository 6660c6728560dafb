package io.bucketcors.conformance.jaxrs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

final class TomcatContainer implements Container {
  private final Tomcat tomcat = new Tomcat();

  TomcatContainer(List<Deployment> deployments) throws IOException, LifecycleException {
    // The JVM has room for one such factory, and the next Tomcat comes in another class loader.
    TomcatURLStreamHandlerFactory.disable();
    Path base = Files.createTempDirectory(Path.of("target"), "tomcat");
    tomcat.setBaseDir(base.toAbsolutePath().toString());
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    connector.setEncodedSolidusHandling("passthrough");
    tomcat.setConnector(connector);
    for (Deployment deployment : deployments) {
      add(deployment);
    }
    tomcat.start();
    for (org.apache.catalina.Container context : tomcat.getHost().findChildren()) {
      if (!context.getState().isAvailable()) {
        close();
        throw new LifecycleException("did not start; the log says why");
      }
    }
  }

  private void add(Deployment deployment) throws IOException {
    StandardContext context =
        (StandardContext) tomcat.addContext(deployment.context(), Container.files().toString());
    context.setParentClassLoader(TomcatContainer.class.getClassLoader());
    context.setFailCtxIfServletStartFails(true);
    Wrapper servlet = Tomcat.addServlet(context, "rest", deployment.servlet());
    deployment.initParameters().forEach(servlet::addInitParameter);
    servlet.setAsyncSupported(true);
    servlet.setLoadOnStartup(1);
    context.addServletMappingDecoded(deployment.mountedAt() + "/*", "rest");
    Tomcat.addServlet(context, "default", new DefaultServlet());
    context.addServletMappingDecoded("/", "default");
    if (deployment.filter() != null) {
      FilterDef filter = new FilterDef();
      filter.setFilterName("cors");
      filter.setFilter(deployment.filter());
      filter.setFilterClass(deployment.filter().getClass().getName());
      filter.setAsyncSupported("true");
      context.addFilterDef(filter);
      FilterMap mapping = new FilterMap();
      mapping.setFilterName("cors");
      mapping.addURLPattern("/*");
      mapping.setDispatcher("REQUEST");
      mapping.setDispatcher("ASYNC");
      mapping.setDispatcher("ERROR");
      context.addFilterMap(mapping);
    }
  }

  @Override
  public int port() {
    return tomcat.getConnector().getLocalPort();
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }
}
