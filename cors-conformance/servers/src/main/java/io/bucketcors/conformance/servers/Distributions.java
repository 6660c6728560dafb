package io.bucketcors.conformance.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The folders below {@code target}: distributions, unpacked once, and one folder for each start.
 */
final class Distributions {
  private static final Path ROOT = Path.of("target", "servers").toAbsolutePath();

  private static boolean firstOfThisRun = true;

  private Distributions() {}

  /** The one folder in a distribution's archive; unpacked if no earlier run has done so. */
  static synchronized Path unpacked(Path zip) throws IOException {
    String name = String.valueOf(zip.getFileName());
    Path folder = ROOT.resolve("unpacked").resolve(name.substring(0, name.length() - 4));
    if (!Files.exists(folder)) {
      Path half = folder.resolveSibling(folder.getFileName() + ".part");
      delete(half);
      unpack(zip, half);
      Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
    }
    try (Stream<Path> folders = Files.list(folder)) {
      return folders.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  /** An empty folder for one start of a server. Its log stays there until the next run. */
  static synchronized Path freshFolder(String server) throws IOException {
    String name = server.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    Path runs = ROOT.resolve("runs");
    if (firstOfThisRun) {
      delete(runs);
      firstOfThisRun = false;
    }
    Files.createDirectories(runs);
    return Files.createTempDirectory(runs, name + "-");
  }

  /** Copies a folder with all that is in it. */
  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  /** Deletes a folder with all that is in it. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void unpack(Path zip, Path target) throws IOException {
    try (ZipFile archive = new ZipFile(zip.toFile())) {
      Enumeration<? extends ZipEntry> entries = archive.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
          throw new IOException("outside of the folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
          continue;
        }
        Files.createDirectories(file.getParent());
        write(archive, entry, file);
      }
    }
  }

  private static void write(ZipFile archive, ZipEntry entry, Path file) throws IOException {
    try (InputStream in = archive.getInputStream(entry)) {
      Files.copy(in, file);
    }
    String name = String.valueOf(file.getFileName());
    // What java.util.zip does not keep: shell scripts can be run.
    if ((name.endsWith(".sh") || !name.contains(".")) && !file.toFile().setExecutable(true)) {
      throw new IOException("cannot be made executable: " + file);
    }
  }
}
