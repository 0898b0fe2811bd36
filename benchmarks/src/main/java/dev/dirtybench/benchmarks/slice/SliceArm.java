package dev.dirtybench.benchmarks.slice;

import java.io.File;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

/** One build, loaded behind a class loader of its own that shares nothing but the JDK. */
final class SliceArm implements TimedArm, AutoCloseable {
  private static final CompilationMXBean COMPILING = ManagementFactory.getCompilationMXBean();

  private final URLClassLoader loader;
  private final LongUnaryOperator time;
  private final Runnable rebuild;
  private final Runnable release;
  private final LongSupplier sum;
  private final Consumer<LongConsumer> result;

  /**
   * Loads a build and prepares its cell, without state yet.
   *
   * @param classPath jars and folders
   * @param words as {@link SliceEntry#open} takes them
   * @throws IOException if the cell cannot be prepared; the message says why
   */
  @SuppressWarnings("unchecked")
  SliceArm(String classPath, List<String> words) throws IOException {
    loader = new URLClassLoader(urls(classPath), ClassLoader.getPlatformClassLoader());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      Map<String, Object> parts =
          (Map<String, Object>)
              loader
                  .loadClass(SliceEntry.class.getName())
                  .getMethod("open", List.class)
                  .invoke(null, words);
      time = (LongUnaryOperator) parts.get("time");
      rebuild = (Runnable) parts.get("rebuild");
      release = (Runnable) parts.get("close");
      sum = (LongSupplier) parts.get("sum");
      result = (Consumer<LongConsumer>) parts.get("result");
    } catch (InvocationTargetException e) {
      loader.close();
      throw new IOException("the cell cannot be prepared: " + e.getCause(), e);
    } catch (ReflectiveOperationException e) {
      loader.close();
      throw new IOException(
          "the build cannot be timed in slices or turns: " + e + "; use --driver forks", e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static URL[] urls(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator))
        .map(Path::of)
        .map(
            path -> {
              try {
                return path.toUri().toURL();
              } catch (MalformedURLException e) {
                throw new IllegalArgumentException("expected a path, found " + path, e);
              }
            })
        .toArray(URL[]::new);
  }

  @Override
  public long time(long passes) {
    return time.applyAsLong(passes);
  }

  @Override
  public void rebuild() {
    rebuild.run();
  }

  @Override
  public long compileMillis() {
    return COMPILING.getTotalCompilationTime();
  }

  /** A number that depends on all passes so far. */
  long sum() {
    return sum.getAsLong();
  }

  /** A hash of the result of one more pass. */
  String digest() {
    long[] hash = {0};
    result.accept(value -> hash[0] = hash[0] * 0x9e3779b97f4a7c15L + value + 1);
    return Long.toHexString(hash[0]);
  }

  @Override
  public void close() throws IOException {
    release.run();
    loader.close();
  }
}
