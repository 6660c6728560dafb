package io.bucketcors.analysis;

/** A bound on work, shared by all who do a part of it. Not thread-safe. */
public final class Work {
  private long left;
  private boolean exceeded;

  /**
   * @param steps how many there may be, each of about a tenth of a microsecond to one
   */
  public Work(long steps) {
    left = steps;
  }

  /** Whether there is still room for so many steps; once there is not, there never is again. */
  public boolean spend(long steps) {
    if (exceeded || steps > left) {
      exceeded = true;
      return false;
    }
    left -= steps;
    return true;
  }

  /** Says that something was left out. */
  void leaveOut() {
    exceeded = true;
  }

  /** Whether something was left out, for want of steps as a rule. */
  public boolean isExceeded() {
    return exceeded;
  }
}
