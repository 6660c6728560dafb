package io.bucketcors.conformance.jaxrs;

import jakarta.servlet.Filter;

/** An application that is deployed behind a servlet filter. */
interface Filtered {

  /** The filter for {@code /*}. */
  Filter filter();
}
