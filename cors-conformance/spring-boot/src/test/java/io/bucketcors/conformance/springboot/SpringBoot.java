package io.bucketcors.conformance.springboot;

import io.bucketcors.conformance.Container;
import io.bucketcors.conformance.ExampleWar;
import io.bucketcors.conformance.app.PageException;
import io.bucketcors.conformance.app.TestApp;
import io.bucketcors.spring.BucketCorsAutoConfiguration;
import jakarta.servlet.ServletContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.error.ErrorPage;
import org.springframework.boot.web.error.ErrorPageRegistrar;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.PriorityOrdered;
import org.springframework.http.HttpStatus;

/** Spring Boot 4.0 with its embedded Tomcat 11, Spring MVC and Spring Security. */
public final class SpringBoot implements Container {

  @Override
  public String name() {
    return "Spring Boot 4.0";
  }

  @Override
  public boolean deploysWars() {
    return false;
  }

  /** {@code ServletRequestPathFilter}, before the firewall of Spring Security, throws. */
  @Override
  public boolean readsOddPaths() {
    return false;
  }

  @Override
  public Running start(TestApp app, boolean virtualThreads) {
    return start(app, virtualThreads, Map.of());
  }

  /** Of Tomcat's switches Spring Boot has two as properties; its login is a filter. */
  @Override
  public Running startSwitched(TestApp app) {
    return start(
        app,
        false,
        Map.of(
            "server.tomcat.redirect-context-root",
            "false",
            "server.tomcat.relaxed-query-chars",
            "{,}"));
  }

  private static Running start(TestApp app, boolean virtualThreads, Map<String, Object> switches) {
    Map<String, Object> properties =
        new HashMap<>(app.settings() == null ? Map.of() : app.settings());
    properties.putAll(switches);
    properties.put("server.servlet.context-path", app.contextPath());
    properties.put("spring.threads.virtual.enabled", Boolean.toString(virtualThreads));
    properties.put(SecurityConfiguration.FORM_LOGIN, Boolean.toString(app.formLogin()));
    try {
      return run(app, properties);
    } catch (RuntimeException e) {
      throw new IllegalStateException("the app did not start", e);
    }
  }

  /** Starts an app with properties of Spring. */
  static Running run(TestApp app, Map<String, Object> properties) {
    // An app configured by init parameters registers the filter as any servlet app does.
    SpringApplication spring = new SpringApplication(App.class);
    Map<String, Object> all = new HashMap<>(properties);
    if (app.settings() == null) {
      all.put("spring.autoconfigure.exclude", BucketCorsAutoConfiguration.class.getName());
    }
    all.put("server.port", "0");
    all.put("server.address", "127.0.0.1");
    all.put("server.http2.enabled", "true");
    all.put("spring.main.banner-mode", "off");
    all.put("logging.threshold.console", "off");
    spring.setDefaultProperties(all);
    spring.addInitializers(
        context ->
            ((GenericApplicationContext) context)
                .registerBean(TestApp.class, () -> app, bean -> {}));
    return running(spring.run());
  }

  private static Running running(ConfigurableApplicationContext context) {
    WebServer server = ((ServletWebServerApplicationContext) context).getWebServer();
    int port = Objects.requireNonNull(server).getPort();
    return new Running() {
      @Override
      public int port() {
        return port;
      }

      @Override
      public void close() {
        context.close();
      }
    };
  }

  @Override
  public Running deploy(ExampleWar war) {
    throw new UnsupportedOperationException();
  }

  /** What is deployed; the starter adds the filter. */
  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(SecurityConfiguration.class)
  static class App {
    @Bean
    Suite suite(TestApp app) {
      return new Suite(app);
    }

    @Bean
    ErrorPageRegistrar pages(TestApp app) {
      return registry -> {
        if (app.errorPages()) {
          registry.addErrorPages(
              new ErrorPage(HttpStatus.INTERNAL_SERVER_ERROR, TestApp.STATUS_PAGE),
              new ErrorPage(PageException.class, TestApp.EXCEPTION_PAGE));
        }
      };
    }
  }

  /** The suite's filters and servlets; before all else, so that its outer filter is one. */
  private record Suite(TestApp app) implements ServletContextInitializer, PriorityOrdered {
    @Override
    public void onStartup(ServletContext context) {
      if (app.settings() == null) {
        app.onStartup(Set.of(), context);
      } else {
        app.aroundTheFilter(context, false);
      }
    }

    @Override
    public int getOrder() {
      return HIGHEST_PRECEDENCE;
    }
  }
}
