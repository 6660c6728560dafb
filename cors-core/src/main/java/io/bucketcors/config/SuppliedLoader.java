package io.bucketcors.config;

import io.bucketcors.CorsLocation;
import io.bucketcors.CorsPolicies;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Rules that code makes, such as from a database. Rules that are gone are gone on purpose. */
record SuppliedLoader(Supplier<CorsPolicies> supplier) implements Loader {

  @Override
  public Draft read() {
    return new Supplied(supplier.get());
  }

  /** Equal only for the same snapshot. */
  private record Supplied(CorsPolicies policies) implements Draft {
    @Override
    public Loaded compile(@Nullable CorsPolicies inForce) {
      return new Loaded(policies, policies.warnings(), Duration.ZERO, CorsLocation::inCode);
    }

    // Not the generated ones: see Key.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Supplied that && policies.equals(that.policies);
    }

    @Override
    public int hashCode() {
      return policies.hashCode();
    }
  }
}
