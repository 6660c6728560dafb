package io.bucketcors.benchmarks.endtoend;

import io.bucketcors.benchmarks.filter.JettyExchange;
import io.bucketcors.benchmarks.filter.Rules;
import io.bucketcors.benchmarks.filter.ServletFilters;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.CrossOriginHandler;
import org.jspecify.annotations.Nullable;

/** A container with one servlet, on a free port of the loopback interface. */
public enum Container {
  JETTY("Jetty 12") {
    @Override
    int start(HttpServlet servlet, @Nullable Filter filter, @Nullable Rules own) throws Exception {
      Server server = new Server();
      ServerConnector connector = new ServerConnector(server);
      connector.setHost("127.0.0.1");
      server.addConnector(connector);
      ServletContextHandler context = new ServletContextHandler("/");
      context.addServlet(new ServletHolder(servlet), "/*");
      if (filter != null) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
      }
      Handler handler = context;
      if (own != null) {
        CrossOriginHandler cors = JettyExchange.handler(own);
        cors.setHandler(context);
        handler = cors;
      }
      server.setHandler(handler);
      server.start();
      return connector.getLocalPort();
    }
  },
  TOMCAT("Tomcat 10.1") {
    @Override
    int start(HttpServlet servlet, @Nullable Filter filter, @Nullable Rules own) throws Exception {
      Tomcat tomcat = new Tomcat();
      Path base = Files.createTempDirectory("tomcat");
      tomcat.setBaseDir(base.toString());
      tomcat.setHostname("127.0.0.1");
      tomcat.setPort(0);
      Context context = tomcat.addContext("", base.toString());
      Tomcat.addServlet(context, "app", servlet);
      context.addServletMappingDecoded("/*", "app");
      if (filter != null || own != null) {
        FilterDef definition = new FilterDef();
        definition.setFilterName("cors");
        definition.setAsyncSupported("true");
        definition.setFilter(own == null ? filter : new org.apache.catalina.filters.CorsFilter());
        if (own != null) {
          ServletFilters.tomcatParameters(own).forEach(definition::addInitParameter);
        }
        context.addFilterDef(definition);
        FilterMap map = new FilterMap();
        map.setFilterName("cors");
        map.addURLPattern("/*");
        context.addFilterMap(map);
      }
      tomcat.getConnector();
      tomcat.start();
      return tomcat.getConnector().getLocalPort();
    }
  };

  private final String title;

  Container(String title) {
    this.title = title;
  }

  /** Its name in tables. */
  public String title() {
    return title;
  }

  /**
   * Starts it.
   *
   * @param filter a servlet filter before the servlet, or null
   * @param own the rules of the container's own CORS support, or null to leave that out
   * @return the port
   */
  abstract int start(HttpServlet servlet, @Nullable Filter filter, @Nullable Rules own)
      throws Exception;
}
