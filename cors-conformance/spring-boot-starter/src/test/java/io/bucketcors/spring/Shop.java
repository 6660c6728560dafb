package io.bucketcors.spring;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application with a controller, Spring Security and the actuator; nothing of it is of CORS. */
final class Shop implements Closeable {
  private final ConfigurableApplicationContext context;

  private Shop(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /**
   * Starts it.
   *
   * @param folder where its file goes
   * @param yaml its application.yaml
   * @param more beans of its own
   */
  static Shop start(Path folder, String yaml, Class<?>... more) throws IOException {
    Path file = folder.resolve("application.yaml");
    Files.writeString(file, yaml);
    SpringApplication spring = new SpringApplication(App.class);
    spring.addPrimarySources(List.of(more));
    spring.setBannerMode(Banner.Mode.OFF);
    Map<String, Object> properties = new HashMap<>();
    properties.put("spring.config.location", file.toUri().toString());
    properties.put("server.port", "0");
    properties.put("server.address", "127.0.0.1");
    properties.put("management.endpoints.web.exposure.include", "bucketcors,metrics");
    properties.put("logging.file.name", folder.resolve("log.txt").toString());
    properties.put("logging.threshold.console", "off");
    spring.setDefaultProperties(properties);
    return new Shop(spring.run());
  }

  int port() {
    return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
  }

  @Override
  public void close() {
    context.close();
  }

  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class App {
    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
      http.authorizeHttpRequests(
          requests -> requests.requestMatchers("/closed").authenticated().anyRequest().permitAll());
      http.httpBasic(Customizer.withDefaults());
      return http.build();
    }

    @Bean
    Goods goods() {
      return new Goods();
    }
  }

  @RestController
  static class Goods {
    @GetMapping({"/goods", "/closed", "/open/goods"})
    String list() {
      return "apples";
    }
  }
}
