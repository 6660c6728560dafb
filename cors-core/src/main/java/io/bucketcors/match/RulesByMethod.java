package io.bucketcors.match;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The rules that list one origin, by method. Immutable. */
interface RulesByMethod {
  /** No rule of an origin that some rule lists; above every rule. */
  int NONE = Integer.MAX_VALUE - 1;

  /**
   * No rule, since none lists the origin; above {@link #NONE}, so that the least answer is right.
   */
  int UNLISTED = Integer.MAX_VALUE;

  /**
   * The first rule that lists the method and passes, or {@link #NONE}.
   *
   * @param only what else has to be true of the rule, or null
   */
  int first(int method, @Nullable IntPredicate only);
}
