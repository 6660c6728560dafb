package io.bucketcors.spring;

import io.bucketcors.CorsPolicySource;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The actuator's endpoint, where the application has an actuator. */
@AutoConfiguration(after = BucketCorsAutoConfiguration.class)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnBean(CorsPolicySource.class)
public class BucketCorsEndpointAutoConfiguration {

  /** Under {@code /actuator/bucketcors}, once it is exposed. */
  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnAvailableEndpoint
  BucketCorsEndpoint bucketCorsEndpoint(CorsPolicySource rules) {
    return new BucketCorsEndpoint(rules);
  }
}
