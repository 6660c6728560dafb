package io.bucketcors.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bucketcors.CorsConfigurationException;
import io.bucketcors.CorsPolicies;
import io.bucketcors.CorsPolicy;
import io.bucketcors.CorsProblem;
import io.bucketcors.CorsReload.Applied;
import io.bucketcors.CorsReload.Refused;
import io.bucketcors.CorsRule;
import io.smallrye.config.PropertiesConfigSource;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules last in force outlive the process, where {@code last-good} says so. */
class LastGoodTest {
  private static final Map<String, String> RULES =
      Map.of(
          "bucketcors.rules[0].id", "app ${not.an.expression} \\u00e9 é",
          "bucketcors.rules[0].allowed-origins", "https://a.example,https://*.b.example",
          "bucketcors.rules[0].allowed-methods", "GET,PUT",
          "bucketcors.rules[0].allow-credentials", "true",
          "bucketcors.buckets.files.paths", "/files/*,/exact",
          "bucketcors.buckets.files.dialect", "cos",
          "bucketcors.buckets.files.response-vary", "true",
          "bucketcors.buckets.files.rules[0].allowed-origins", "*",
          "bucketcors.buckets.files.rules[0].allowed-methods", "GET,HEAD",
          "bucketcors.buckets.files.rules[0].max-age-seconds", "60");

  /** What lies below the store, and is wider. */
  private static final Map<String, String> PACKAGED =
      Map.of(
          "bucketcors.rules[0].allowed-origins", "http://localhost:*",
          "bucketcors.rules[0].allowed-methods", "GET,PUT,DELETE",
          "bucketcors.rules[0].allowed-headers", "*",
          "bucketcors.rules[0].allow-credentials", "true");

  @TempDir Path folder;
  private final Store store = new Store();
  private Path file;

  /** Whether the store is down from now on; SmallRye reads all names when it is built. */
  private boolean failing;

  @BeforeEach
  void named() {
    file = folder.resolve("deeper").resolve("last good.properties");
    // Not the id that looks like an expression: MicroProfile Config would resolve it.
    store.values.putAll(RULES);
    store.values.put("bucketcors.rules[0].id", "app é");
  }

  private ReloadableCorsPolicies start(ConfigSource... below) {
    ConfigSource settings =
        new PropertiesConfigSource(Map.of("bucketcors.last-good", file.toString()), "app", 90);
    ConfigSource[] all = new ConfigSource[below.length + 2];
    System.arraycopy(below, 0, all, 0, below.length);
    all[below.length] = store;
    all[below.length + 1] = settings;
    ClassLoader loader = SmallRyeTest.registered("", all);
    store.failing = failing;
    return CorsPolicySources.builder().classLoader(loader).reload(Reload.NEVER).build();
  }

  private static List<String> codes(ThrowingStart start) {
    return catchThrowableOfType(CorsConfigurationException.class, start::run).problems().stream()
        .map(CorsProblem::code)
        .toList();
  }

  private interface ThrowingStart {
    ReloadableCorsPolicies run();
  }

  @Test
  void aStartWithoutTheStoreTakesTheRulesLastInForce() {
    String version;
    try (ReloadableCorsPolicies first = start()) {
      version = first.current().version();
    }
    assertThat(file).exists();

    store.values.clear();
    try (LogOf log = new LogOf();
        ReloadableCorsPolicies again = start()) {
      assertThat(again.current().version()).isEqualTo(version);
      assertThat(again.current().paths("files")).containsExactly("/files/*", "/exact");
      assertThat(log.at(Level.WARNING)).hasSize(1);
      assertThat(log.at(Level.WARNING).get(0)).contains("[rules-missing]", "last good");

      assertThat(again.reload()).isInstanceOf(Refused.class);
      assertThat(log.at(Level.SEVERE)).isEmpty();
      assertThat(again.refused()).isZero();

      store.values.putAll(PACKAGED);
      store.values.put("bucketcors.buckets.files.rules", "");
      assertThat(again.reload()).isInstanceOf(Applied.class);
      assertThat(again.current().version()).isNotEqualTo(version);
    }
  }

  @Test
  void aStoreThatThrowsAtStartIsTheSame() {
    String version;
    try (ReloadableCorsPolicies first = start()) {
      version = first.current().version();
    }
    failing = true;
    try (ReloadableCorsPolicies again = start()) {
      assertThat(again.current().version()).isEqualTo(version);
      store.failing = false;
      again.reload();
      assertThat(again.current().version()).isEqualTo(version);
    }
  }

  /** As SmallRye's own source for ZooKeeper, which connects when the config is made. */
  public static final class Connecting implements ConfigSource {
    static volatile boolean down;

    public Connecting() {
      if (down) {
        throw new IllegalStateException("no connection");
      }
    }

    @Override
    public Set<String> getPropertyNames() {
      return RULES.keySet();
    }

    @Override
    public @Nullable String getValue(String name) {
      return name.endsWith(".id") ? "app" : RULES.get(name);
    }

    @Override
    public String getName() {
      return "connecting";
    }
  }

  @Test
  void aConfigThatCannotBeMadeAtStartIsTheSameAndIsMadeLater() throws IOException {
    Path services = folder.resolve("META-INF/services");
    Files.createDirectories(services);
    Files.writeString(
        services.resolve(ConfigSource.class.getName()), Connecting.class.getName() + "\n");
    System.setProperty("bucketcors.last-good", file.toString());
    try {
      Connecting.down = false;
      String version;
      try (ReloadableCorsPolicies first = withServices()) {
        version = first.current().version();
        assertThat(first.current().defaultBucket().rules()).hasSize(1);
      }
      Connecting.down = true;
      try (ReloadableCorsPolicies again = withServices()) {
        assertThat(again.current().version()).isEqualTo(version);
        assertThat(again.reload()).isInstanceOf(Refused.class);
        Connecting.down = false;
        assertThat(again.reload()).isInstanceOf(Applied.class);
        assertThat(again.current().version()).isEqualTo(version);
      }
      Files.delete(file);
      Connecting.down = true;
      assertThat(codes(this::withServices))
          .containsExactly("source-unreadable", "last-good-unusable");
    } finally {
      System.clearProperty("bucketcors.last-good");
    }
  }

  private ReloadableCorsPolicies withServices() {
    try {
      ClassLoader loader =
          new URLClassLoader(
              new URL[] {folder.toUri().toURL()}, LastGoodTest.class.getClassLoader());
      return CorsPolicySources.builder().classLoader(loader).reload(Reload.NEVER).build();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void badRulesAtStartLeaveTheLastGoodOnes() {
    String version;
    try (ReloadableCorsPolicies first = start()) {
      version = first.current().version();
    }
    store.values.put("bucketcors.rules[0].allowed-origins", "https://a.example/");
    try (LogOf log = new LogOf();
        ReloadableCorsPolicies again = start()) {
      assertThat(again.current().version()).isEqualTo(version);
      assertThat(log.at(Level.WARNING).get(0)).contains("[origin-trailing-slash]");
    }
  }

  @Test
  void widerRulesBelowAStoreThatIsDownAtStartDoNotComeIntoForce() throws IOException {
    // Of one bucket alone, so that nothing else vanishes with the store.
    store.values.keySet().removeIf(name -> name.startsWith("bucketcors.buckets."));
    ConfigSource packaged = new Edited(new TreeMap<>(PACKAGED));
    String version;
    try (ReloadableCorsPolicies first = start(packaged)) {
      version = first.current().version();
    }
    String whole = Files.readString(file);
    store.values.clear();
    try (LogOf log = new LogOf();
        ReloadableCorsPolicies again = start(packaged)) {
      assertThat(again.current().version()).isEqualTo(version);
      assertThat(log.at(Level.WARNING).get(0)).contains("[rules-vanished]", "store");
    }
    // What lies below may be edited meanwhile, and still counts only beside the store.
    Map<String, String> edited = new TreeMap<>(PACKAGED);
    Edited below = new Edited(edited);
    try (ReloadableCorsPolicies again = start(below)) {
      assertThat(again.current().version()).isEqualTo(version);
      edited.put("bucketcors.rules[0].max-age-seconds", "7");
      assertThat(again.reload()).isInstanceOf(Refused.class);
      assertThat(again.current().version()).isEqualTo(version);
      store.values.put("bucketcors.rules[0].allowed-methods", "GET");
      assertThat(again.reload()).isInstanceOf(Applied.class);
      store.values.clear();
    }
    Files.writeString(file, whole);
    // Other keys than ours show that it is up, and was edited.
    store.values.put("other.key", "1");
    try (ReloadableCorsPolicies again = start(packaged)) {
      assertThat(again.current().defaultBucket().rules().get(0).allowedOrigins())
          .containsExactly("http://localhost:*");
    }
  }

  /** As a client that has kept the names and can read no value. */
  @Test
  void aStoreThatKnowsItsNamesAndHasNoValuesIsDownToo() {
    store.values.keySet().removeIf(name -> name.startsWith("bucketcors.buckets."));
    ConfigSource packaged = new Edited(new TreeMap<>(PACKAGED));
    String version;
    try (ReloadableCorsPolicies first = start(packaged)) {
      version = first.current().version();
      store.mute = true;
      assertThat(first.reload()).isInstanceOf(Refused.class);
      assertThat(first.current().version()).isEqualTo(version);
    }
    try (ReloadableCorsPolicies again = start(packaged)) {
      assertThat(again.current().version()).isEqualTo(version);
      assertThat(again.reload()).isInstanceOf(Refused.class);
      store.mute = false;
      again.reload();
      assertThat(again.current().version()).isEqualTo(version);
      assertThat(again.status().problems()).isEmpty();
    }
  }

  @Test
  void withNeitherTheStartIsRefused() throws IOException {
    store.values.clear();
    assertThat(codes(this::start)).containsExactly("rules-missing", "last-good-unusable");

    failing = true;
    assertThat(codes(this::start)).containsExactly("source-unreadable", "last-good-unusable");

    failing = false;
    store.failing = false;
    Files.createDirectories(file.getParent());
    Files.writeString(file, "bucketcors.rules[0].allowed-origins = https://a.example/\n");
    assertThat(codes(this::start))
        .startsWith("rules-missing", "last-good-unusable")
        .contains("origin-trailing-slash");

    Files.writeString(file, "");
    assertThat(codes(this::start)).containsExactly("rules-missing", "last-good-unusable");

    Files.delete(file);
    Files.createDirectory(file);
    assertThat(codes(this::start)).containsExactly("rules-missing", "last-good-unusable");
  }

  @Test
  void whatIsAppliedLaterIsKeptToo() throws IOException {
    try (ReloadableCorsPolicies source = start()) {
      String first = Files.readString(file);
      store.values.put("bucketcors.rules[0].allowed-methods", "GET");
      assertThat(source.reload()).isInstanceOf(Applied.class);
      assertThat(Files.readString(file)).isNotEqualTo(first).contains(source.current().version());

      source.replace(
          CorsPolicies.of(
              CorsPolicy.of(CorsRule.allow("https://code.example").methods("GET").build())));
      assertThat(Files.readString(file)).contains("https://code.example");

      String before = Files.readString(file);
      store.values.put("bucketcors.rules[0].allowed-origins", "nonsense");
      assertThat(source.reload()).isInstanceOf(Refused.class);
      assertThat(Files.readString(file)).isEqualTo(before);
    }
    try (var left = Files.list(file.getParent())) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void rulesRemovedOnPurposeStayRemoved() {
    try (ReloadableCorsPolicies source = start()) {
      store.values.clear();
      store.values.put("bucketcors.rules", "");
      store.values.put("bucketcors.buckets.files.rules", "");
      assertThat(source.reload()).isInstanceOf(Applied.class);
    }
    try (ReloadableCorsPolicies source = start()) {
      assertThat(source.current().defaultBucket().rules()).isEmpty();
    }
    store.values.clear();
    try (ReloadableCorsPolicies source = start()) {
      assertThat(source.current().defaultBucket().rules()).isEmpty();
      assertThat(requireNonNull(source.current().named("files")).rules()).isEmpty();
    }
  }

  @Test
  void aFileThatCannotBeWrittenIsToldOnceAndHarmsNothing() throws IOException {
    Files.writeString(folder.resolve("deeper"), "a file where a folder should be");
    try (LogOf log = new LogOf();
        ReloadableCorsPolicies source = start()) {
      store.values.put("bucketcors.rules[0].allowed-methods", "GET");
      assertThat(source.reload()).isInstanceOf(Applied.class);
      assertThat(log.at(Level.WARNING)).hasSize(1);
      assertThat(log.at(Level.WARNING).get(0)).contains("[last-good-unusable]");
    }
  }

  /** Everything that rules can say goes into the file and comes back. */
  @Test
  void theFileGivesBackEveryRule() {
    Map<String, String> values = new TreeMap<>(RULES);
    values.put("bucketcors.preflight-status", "200");
    values.put("bucketcors.diagnostics", "true");
    values.put("bucketcors.rules[1].allowed-origins", "null,http://c.example,*");
    values.put("bucketcors.rules[1].allowed-methods", "*");
    values.put("bucketcors.rules[1].allowed-headers", "x-*,Content-Type");
    values.put("bucketcors.rules[1].expose-headers", "ETag");
    values.put("bucketcors.rules[1].dangerously-allow", "null-origin");
    values.put("bucketcors.buckets.raw.dialect", "s3");
    values.put("bucketcors.buckets.raw.rules[0].allowed-origins", "http://${host}\\,x*,https://b");
    values.put("bucketcors.buckets.raw.rules[0].allowed-methods", "GET");
    values.remove("bucketcors.buckets.raw.rules[0].allowed-origins");
    values.put("bucketcors.buckets.raw.rules[0].allowed-origins[0]", "https://a,b*");
    CorsPolicies policies = CorsPolicySources.of(values).current();

    LastGoodFile good = new LastGoodFile(file.toString());
    assertThat(good.write(policies, Set.of("a source", "another = one"))).isNull();
    LastGoodFile.Stored stored = good.read();
    CorsPolicies kept = requireNonNull(stored.loaded().policies());
    assertThat(kept.version()).isEqualTo(policies.version());
    assertThat(kept.defaultBucket().diagnostics()).isTrue();
    assertThat(kept.defaultBucket().rules()).isEqualTo(policies.defaultBucket().rules());
    assertThat(stored.givers()).containsExactlyInAnyOrder("a source", "another = one");
  }

  private record Edited(Map<String, String> values) implements ConfigSource {
    @Override
    public Set<String> getPropertyNames() {
      return Set.copyOf(values.keySet());
    }

    @Override
    public @Nullable String getValue(String name) {
      return values.get(name);
    }

    @Override
    public String getName() {
      return "packaged";
    }

    @Override
    public int getOrdinal() {
      return 100;
    }
  }

  private static final class Store implements ConfigSource {
    private final Map<String, String> values = new TreeMap<>();
    private boolean failing;
    private boolean mute;

    @Override
    public Set<String> getPropertyNames() {
      fail();
      return Set.copyOf(values.keySet());
    }

    @Override
    public @Nullable String getValue(String name) {
      fail();
      return mute ? null : values.get(name);
    }

    private void fail() {
      if (failing) {
        throw new IllegalStateException("no connection");
      }
    }

    @Override
    public String getName() {
      return "store";
    }

    @Override
    public int getOrdinal() {
      return 500;
    }
  }
}
