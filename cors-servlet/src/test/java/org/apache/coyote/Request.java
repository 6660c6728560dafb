package org.apache.coyote;

/** Stands for what Tomcat has beneath its Catalina, and Payara has not. */
public final class Request {
  private Request() {}
}
