package io.bucketcors.conformance.jaxrs;

import io.bucketcors.jaxrs.CorsFeature;
import io.bucketcors.servlet.CorsFilter;
import jakarta.servlet.Filter;
import jakarta.ws.rs.core.Application;
import java.util.HashSet;
import java.util.Set;

/** An application whose resources name their buckets. */
public class BucketsApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return new HashSet<>(
        Set.of(
            Orders.class,
            Wares.class,
            Calls.class,
            Items.class,
            AppFilters.class,
            AppFilters.Early.class,
            Teapot.Mapper.class));
  }

  @Override
  @SuppressWarnings("deprecation") // The portable way to hand in an instance.
  public Set<Object> getSingletons() {
    return Set.of(new CorsFeature(SuiteRules.named()));
  }

  /** With a locator, a response filter and exception mappers that throw. */
  public static final class WithFaults extends BucketsApplication {
    @Override
    public Set<Class<?>> getClasses() {
      Set<Class<?>> classes = super.getClasses();
      classes.add(Broken.class);
      classes.add(Broken.FaultMapper.class);
      classes.add(Broken.NotFoundMapper.class);
      classes.add(Broken.OfResponses.class);
      return classes;
    }

    @Override
    @SuppressWarnings("deprecation")
    public Set<Object> getSingletons() {
      return Set.of(new CorsFeature(SuiteRules.withStrangers()));
    }
  }

  /** With a sub-resource that names buckets. */
  public static final class WithLocator extends BucketsApplication {
    @Override
    public Set<Class<?>> getClasses() {
      Set<Class<?>> classes = super.getClasses();
      classes.add(Shops.class);
      return classes;
    }
  }

  /** The same, for a deployment with the servlet filter. */
  public static final class BehindFilter extends BucketsApplication implements Filtered {
    @Override
    public Filter filter() {
      return new CorsFilter(SuiteRules.named());
    }
  }

  /** With buckets that are nowhere defined, and two methods that no preflight can tell apart. */
  public static final class WithMistakes extends BucketsApplication {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(Nowhere.class, Nowhere.Elsewhere.class, Torn.class);
    }
  }

  /** With a feature that reads a configuration full of mistakes. */
  public static final class Misconfigured extends BucketsApplication {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(Calls.class);
    }

    @Override
    @SuppressWarnings("deprecation")
    public Set<Object> getSingletons() {
      return Set.of(new CorsFeature(SuiteRules.misconfigured()));
    }
  }
}
