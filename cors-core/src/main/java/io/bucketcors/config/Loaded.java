package io.bucketcors.config;

import io.bucketcors.CorsLocation;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsProblem;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of compiling what was read.
 *
 * @param policies the rules, or null where a problem is an error
 * @param problems all problems, warnings included
 * @param interval how long to wait before reading again; zero = never read again
 * @param finder where the rules come from
 */
record Loaded(
    @Nullable CorsPolicies policies,
    List<CorsProblem> problems,
    Duration interval,
    CorsLocation.Finder finder) {

  Loaded {
    problems = List.copyOf(problems);
  }
}
