package io.bucketcors.spring;

import io.bucketcors.CorsPolicySource;
import io.bucketcors.config.CorsPolicySources;
import io.bucketcors.config.Reload;
import io.bucketcors.servlet.CorsFilter;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Puts the rules of the application's properties in force. An application that has its rules
 * elsewhere, in a database for instance, gives a {@link CorsPolicySource} bean of its own.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(BucketCorsProperties.class)
public class BucketCorsAutoConfiguration {

  /**
   * The rules under {@code bucketcors}.
   *
   * @throws io.bucketcors.CorsConfigurationException with every problem
   */
  @Bean
  @ConditionalOnMissingBean
  CorsPolicySource bucketCorsRules(
      ObjectProvider<BucketCorsProperties> bound, Environment environment) {
    // Before Spring binds, which would say less.
    UnreadVariables.refuse(environment);
    BucketCorsProperties properties = bound.getObject();
    return CorsPolicySources.builder()
        .settings(properties.settings(), "properties of the application")
        .microProfile(false)
        .reload(properties.namesDocument() ? Reload.BACKGROUND_THREAD : Reload.NEVER)
        .build();
  }

  /**
   * Before all other filters, Spring Security's above all: preflights carry no credentials, and a
   * 401 has to be readable by the page.
   */
  @Bean
  @ConditionalOnMissingBean(name = "bucketCorsFilter")
  FilterRegistrationBean<CorsFilter> bucketCorsFilter(CorsPolicySource rules) {
    FilterRegistrationBean<CorsFilter> filter = new FilterRegistrationBean<>(new CorsFilter(rules));
    filter.setName("bucketCorsFilter");
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    filter.setAsyncSupported(true);
    filter.setDispatcherTypes(
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
    return filter;
  }
}
