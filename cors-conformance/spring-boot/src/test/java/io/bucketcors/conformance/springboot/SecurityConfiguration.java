package io.bucketcors.conformance.springboot;

import io.bucketcors.conformance.app.TestApp;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** Spring Security in the place of the container's: all methods of a closed path need a user. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  static final String FORM_LOGIN = "suite.form-login";

  @Bean
  SecurityFilterChain security(HttpSecurity http, Environment environment) throws Exception {
    http.authorizeHttpRequests(
        requests ->
            requests
                .requestMatchers("/closed/**", "/secured/**")
                .hasRole(TestApp.ROLE)
                .anyRequest()
                .permitAll());
    http.csrf(CsrfConfigurer::disable);
    if (environment.getProperty(FORM_LOGIN, Boolean.class, false)) {
      http.formLogin(
          form ->
              form.loginPage(TestApp.LOGIN_PAGE)
                  .loginProcessingUrl("/j_security_check")
                  .usernameParameter("j_username")
                  .passwordParameter("j_password"));
    } else {
      http.httpBasic(basic -> basic.realmName("suite"));
    }
    return http.build();
  }

  @Bean
  UserDetailsService users() {
    return new InMemoryUserDetailsManager(
        User.withUsername(TestApp.USER)
            .password("{noop}" + TestApp.PASSWORD)
            .roles(TestApp.ROLE)
            .build());
  }
}
