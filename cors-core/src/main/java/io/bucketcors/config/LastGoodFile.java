package io.bucketcors.config;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsLocation;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsProblemType;
import io.bucketcors.CorsProblems;
import io.bucketcors.text.Quoted;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The file that holds the rules last in force, and the names of the config sources that had a part
 * in them. A properties file of ASCII, so that people can read it. It is replaced as one: whoever
 * reads it finds the old rules or the new.
 */
final class LastGoodFile {
  /** Ten thousand rules are about 2 MiB. */
  private static final long MOST_BYTES = 64L << 20;

  private static final String GIVER = "source.";

  private final String location;

  LastGoodFile(String location) {
    this.location = location;
  }

  /**
   * What the file holds.
   *
   * @param loaded the rules, with where they come from
   * @param givers the config sources that had a part in them
   */
  record Stored(Loader.Loaded loaded, Set<String> givers) {}

  /**
   * The rules last in force.
   *
   * @throws CorsConfigurationException if there are none, or none that can be put in force
   */
  Stored read() {
    String text;
    try {
      Path path = Path.of(location);
      if (!Files.isRegularFile(path)) {
        throw unusable("there is no such file", "start once with good rules, which writes it");
      }
      if (Files.size(path) > MOST_BYTES) {
        throw unusable("it is larger than any rules", "remove it, and start with good rules");
      }
      text = Files.readString(path, StandardCharsets.US_ASCII);
    } catch (InvalidPathException e) {
      throw unusable("this is no path", "");
    } catch (IOException e) {
      throw unusable("reading it failed with " + e.getClass().getSimpleName(), "");
    }
    return parse(text);
  }

  private Stored parse(String text) {
    Map<String, String> rules = new HashMap<>();
    Set<String> givers = new TreeSet<>();
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException | IllegalArgumentException e) {
      throw unusable("it is no properties file", "remove it, and start with good rules");
    }
    for (String name : properties.stringPropertyNames()) {
      String value = String.valueOf(properties.getProperty(name));
      if (name.startsWith(GIVER)) {
        givers.add(value);
      } else {
        rules.put(name, value);
      }
    }
    PropertyTable table = PropertySource.of(rules, "last-good " + location).read();
    Loader.Loaded loaded =
        new RulesCompiler(List.of(table), Map.of(), false).compile(null, Set.of());
    if (loaded.policies() == null || !loaded.origin().given()) {
      CorsProblems problems = new CorsProblems();
      problems.addAll(unusable("it holds no rules", "remove it").problems());
      problems.addAll(loaded.problems());
      throw new CorsConfigurationException(problems.list());
    }
    return new Stored(loaded, givers);
  }

  /**
   * Replaces the file, unless it holds the same already. Does nothing where the rules are switched
   * off: the last good ones are still wanted when they are switched on.
   *
   * @return what went wrong, or null
   */
  @Nullable CorsProblem write(CorsPolicies policies, Set<String> givers) {
    if (!policies.enabled()) {
      return null;
    }
    try {
      String text = text(policies, givers);
      Path path = Path.of(location).toAbsolutePath();
      if (Files.isRegularFile(path)
          && Files.readString(path, StandardCharsets.US_ASCII).equals(text)) {
        return null;
      }
      CorsPolicies again = parse(text).loaded().policies();
      if (again == null || !again.version().equals(policies.version())) {
        return unusable("it cannot hold these rules", "").problems().get(0);
      }
      replace(path, text);
      return null;
    } catch (InvalidPathException e) {
      return unusable("this is no path", "").problems().get(0);
    } catch (IllegalArgumentException e) {
      return unusable(
              "it cannot hold these rules: " + Quoted.of(String.valueOf(e.getMessage())), "")
          .problems()
          .get(0);
    } catch (CorsConfigurationException e) {
      return e.problems().get(0);
    } catch (IOException e) {
      return unusable(
              "writing it failed with " + e.getClass().getSimpleName(),
              "name a file in a folder that this process may write to")
          .problems()
          .get(0);
    }
  }

  private static String text(CorsPolicies policies, Set<String> givers) {
    StringBuilder text = new StringBuilder();
    text.append("# CORS rules last in force, version ").append(policies.version()).append(".\n");
    text.append("# Written at every change of the rules; what is edited here is lost.\n");
    int number = 0;
    for (String giver : new TreeSet<>(givers)) {
      text.append(GIVER).append(number++).append(" = ");
      text.append(CorsProperties.escaped(giver)).append('\n');
    }
    return text.append(CorsProperties.write(policies)).toString();
  }

  private static void replace(Path path, String text) throws IOException {
    Path folder = path.getParent();
    if (folder == null) {
      throw new IOException("no folder");
    }
    Files.createDirectories(folder);
    // Rules are no secret, but who may change them is: the file of a temporary name is private.
    Path written = Files.createTempFile(folder, path.getFileName() + ".", ".tmp");
    try {
      try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        // Before the name is given away: a crash must leave the old file or the whole new one.
        channel.force(true);
      }
      try {
        Files.move(
            written, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(written, path, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private CorsConfigurationException unusable(String explanation, String fix) {
    CorsProblems problems = new CorsProblems();
    problems
        .at(CorsLocation.inCode(CorsPolicy.DEFAULT_BUCKET).under("bucketcors.last-good", null))
        .error(CorsProblemType.LAST_GOOD_UNUSABLE, location, explanation, fix);
    return new CorsConfigurationException(problems.list());
  }
}
