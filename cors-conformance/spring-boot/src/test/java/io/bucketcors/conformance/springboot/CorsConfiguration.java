package io.bucketcors.conformance.springboot;

import io.bucketcors.CorsPolicySource;
import io.bucketcors.config.CorsPolicySources;
import io.bucketcors.servlet.CorsFilter;
import jakarta.servlet.DispatcherType;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

@Configuration(proxyBeanMethods = false)
class CorsConfiguration {

  @Bean
  CorsPolicySource corsRules(ConfigurableEnvironment environment) {
    Map<String, String> rules = new HashMap<>();
    for (PropertySource<?> source : environment.getPropertySources()) {
      if (source instanceof EnumerablePropertySource<?> names) {
        for (String name : names.getPropertyNames()) {
          if (name.startsWith("bucketcors.")) {
            rules.put(name, environment.getRequiredProperty(name));
          }
        }
      }
    }
    return CorsPolicySources.of(rules);
  }

  @Bean
  FilterRegistrationBean<CorsFilter> corsFilter(CorsPolicySource corsRules) {
    FilterRegistrationBean<CorsFilter> filter =
        new FilterRegistrationBean<>(new CorsFilter(corsRules));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
    return filter;
  }
}
