package io.bucketcors.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code bucketcors convert}. */
@Command(name = "convert", mixinStandardHelpOptions = true)
final class ConvertCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    return Status.UNUSABLE;
  }
}
