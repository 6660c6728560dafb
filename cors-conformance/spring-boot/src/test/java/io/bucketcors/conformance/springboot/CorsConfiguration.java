package io.bucketcors.conformance.springboot;

import io.bucketcors.CorsField;
import io.bucketcors.CorsPolicySource;
import io.bucketcors.config.CorsPolicySources;
import io.bucketcors.config.Reload;
import io.bucketcors.servlet.CorsFilter;
import jakarta.servlet.DispatcherType;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

@Configuration(proxyBeanMethods = false)
class CorsConfiguration {
  private static final ConfigurationPropertyName PREFIX =
      ConfigurationPropertyName.of("bucketcors");

  @Bean
  CorsPolicySource corsRules(Environment environment) {
    CorsPolicySources.Builder rules =
        CorsPolicySources.builder().microProfile(false).reload(Reload.NEVER);
    // The source that counts most comes first, for Spring and for the builder.
    for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
      if (source instanceof IterableConfigurationPropertySource names
          && source.getUnderlyingSource() instanceof PropertySource<?> underlying) {
        Map<String, String> settings = new HashMap<>();
        for (ConfigurationPropertyName name : names) {
          if (PREFIX.isAncestorOf(name)) {
            ConfigurationProperty property = names.getConfigurationProperty(name);
            if (property != null) {
              String value =
                  environment.resolveRequiredPlaceholders(property.getValue().toString());
              boolean variable = underlying instanceof SystemEnvironmentPropertySource;
              settings.put(variable ? ofVariable(name) : name.toString(), value);
            }
          }
        }
        rules.settings(settings, underlying.getName());
      }
    }
    return rules.build();
  }

  /**
   * Environment variables have no dashes, or dots in their place: allowedorigins, max.age.seconds.
   */
  private static String ofVariable(ConfigurationPropertyName name) {
    String key = name.toString();
    for (CorsField field : CorsField.values()) {
      String written = "\\." + field.key().replace("-", "\\.?") + "(\\[\\d+])?$";
      if (key.matches(".*" + written)) {
        return key.replaceFirst(written, "." + field.key() + "$1");
      }
    }
    // As a variable it is ignored, with a warning: others may have set it.
    return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
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
