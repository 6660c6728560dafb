package io.bucketcors.conformance.jaxrs;

import java.util.List;

/** Stacks that come with a module of their own; found as a service. */
interface StackFactory {

  /** What the part of the table is called. */
  String part();

  /** The columns of the table. */
  List<String> names();

  /** How many chapters the part has: the table is written when all of them ran. */
  int chapters();

  /** Whether a servlet filter can stand before the resources. */
  boolean hasServlets(String name);

  /** Starts a stack. */
  Stack start(String name) throws Exception;
}
