package io.bucketcors.jaxrs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jacoco.core.data.ExecutionData;
import org.jacoco.core.data.ExecutionDataStore;
import org.jacoco.core.data.SessionInfoStore;
import org.jacoco.core.instr.Instrumenter;
import org.jacoco.core.runtime.IRuntime;
import org.jacoco.core.runtime.LoggerRuntime;
import org.jacoco.core.runtime.RuntimeData;

/**
 * Tells the source files of this project that something passes, by probes of JaCoCo's. Its agent
 * counts for the coverage report; here classes are loaded once more, with probes of their own.
 */
final class SourceFiles extends ClassLoader {
  private static final String PROJECT = "io.bucketcors.";

  private final String missing;
  private final IRuntime runtime = new LoggerRuntime();
  private final RuntimeData probes = new RuntimeData();
  private final Instrumenter instrumenter = new Instrumenter(runtime);

  private SourceFiles(String missing) {
    super(SourceFiles.class.getClassLoader());
    this.missing = missing;
  }

  /**
   * The files with a line that runs when something does, and not only while it is made.
   *
   * @param something has a constructor without arguments
   * @param missing what the names of classes start with that are not there
   */
  static SortedSet<String> passedBy(Class<? extends Runnable> something, String missing)
      throws Exception {
    SourceFiles files = new SourceFiles(missing);
    files.runtime.startup(files.probes);
    try {
      var constructor = files.loadClass(something.getName()).getDeclaredConstructor();
      constructor.setAccessible(true);
      Runnable made = (Runnable) constructor.newInstance();
      files.probes.reset();
      made.run();
      return files.passed();
    } finally {
      files.runtime.shutdown();
    }
  }

  private SortedSet<String> passed() {
    ExecutionDataStore found = new ExecutionDataStore();
    probes.collect(found, new SessionInfoStore(), false);
    SortedSet<String> names = new TreeSet<>();
    for (ExecutionData ofClass : found.getContents()) {
      if (ofClass.hasHits()) {
        // A nested class stands in the file of its outermost one.
        names.add(ofClass.getName().replaceFirst("\\$.*", "").replaceFirst("io/bucketcors/", ""));
      }
    }
    return names;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(missing)) {
      throw new ClassNotFoundException(name);
    }
    if (!name.startsWith(PROJECT)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    URL found = getResource(name.replace('.', '/') + ".class");
    if (found == null) {
      throw new ClassNotFoundException(name);
    }
    try (InputStream file = found.openStream()) {
      byte[] plain = file.readAllBytes();
      boolean ofTests = found.getPath().contains("/test-classes/");
      byte[] bytes = ofTests ? plain : instrumenter.instrument(plain, name);
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
