package io.bucketcors.config;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsLocation;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsProblemType;
import io.bucketcors.CorsProblems;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rules last in force, kept beyond the end of the process where {@code last-good} says so.
 * Thread-safe.
 */
final class LastGood {
  private final ReloadLog log;
  private volatile @Nullable LastGoodFile file;
  private volatile @Nullable String location;
  private @Nullable Set<String> givers;
  private @Nullable String complaint;

  private LastGood(ReloadLog log) {
    this.log = log;
  }

  /**
   * @param location the path of the file, or null where none is set
   */
  static LastGood of(@Nullable String location, ReloadLog log) {
    LastGood lastGood = new LastGood(log);
    lastGood.moveTo(location);
    return lastGood;
  }

  /** Takes another file from now on. */
  void moveTo(@Nullable String newLocation) {
    location = newLocation;
    file = newLocation == null ? null : new LastGoodFile(newLocation);
  }

  /**
   * Why a start must not go on with what was found; empty where it may.
   *
   * @param loaded what was found, or null where nothing could be read
   * @param problems what stands against it
   */
  List<CorsProblem> reasonsToTakeIt(Loader.@Nullable Loaded loaded, List<CorsProblem> problems) {
    if (loaded == null || loaded.policies() == null) {
      return problems;
    }
    LastGoodFile here = file;
    if (here == null) {
      return List.of();
    }
    List<CorsProblem> reasons = new ArrayList<>();
    if (!loaded.origin().given()) {
      reasons.add(missing());
    }
    // A store that is down at start leaves what lies below it, which was never meant to be alone.
    // One that holds other things has been edited, and a source that is gone was taken out.
    Set<String> empty = loaded.origin().empty();
    if (!empty.isEmpty()) {
      for (String giver : new TreeSet<>(formerGivers(here))) {
        if (empty.contains(giver)) {
          reasons.add(Loader.silent(giver));
        }
      }
    }
    return reasons;
  }

  private static Set<String> formerGivers(LastGoodFile file) {
    try {
      return file.read().givers();
    } catch (CorsConfigurationException e) {
      return Set.of();
    }
  }

  private CorsProblem missing() {
    CorsProblems problems = new CorsProblems();
    problems
        .at(
            CorsLocation.inCode(CorsPolicy.DEFAULT_BUCKET)
                .under(PropertyName.text(CorsPolicy.DEFAULT_BUCKET, 0, null), null))
        .error(
            CorsProblemType.RULES_MISSING,
            "",
            "no config source has any rules, and bucketcors.last-good says that this app must have"
                + " some",
            "look for the source that should have them");
    return problems.list().get(0);
  }

  /**
   * The rules last in force.
   *
   * @param reasons why nothing else can be
   * @throws CorsConfigurationException with the reasons, if there are none
   */
  LastGoodFile.Stored take(List<CorsProblem> reasons) {
    LastGoodFile here = file;
    if (here == null) {
      throw new CorsConfigurationException(reasons);
    }
    try {
      LastGoodFile.Stored stored = here.read();
      synchronized (this) {
        givers = stored.givers();
      }
      return stored;
    } catch (CorsConfigurationException e) {
      List<CorsProblem> all = new ArrayList<>(reasons);
      all.addAll(e.problems());
      throw new CorsConfigurationException(all);
    }
  }

  /**
   * Keeps the rules in force.
   *
   * @param inForce asked when it is their turn, so that of several changes the last one stays
   */
  synchronized void save(Supplier<CorsPolicies> inForce, Loader.Origin origin) {
    LastGoodFile here = file;
    if (here == null) {
      return;
    }
    if (origin != Loader.Origin.CODE) {
      givers = origin.givers();
    }
    CorsProblem problem = here.write(inForce.get(), givers == null ? Set.of() : givers);
    String message = problem == null ? null : problem.message();
    if (problem != null && !problem.message().equals(complaint)) {
      log.warn(problem);
    }
    complaint = message;
  }
}
