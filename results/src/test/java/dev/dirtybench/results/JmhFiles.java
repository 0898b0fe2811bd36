package dev.dirtybench.results;

import java.nio.file.Path;

/** Files that JMH wrote, of a tiny benchmark; only the path of the JVM was changed. */
final class JmhFiles {
  private static final Path FOLDER = Path.of("src", "test", "resources", "jmh");

  /** JMH 1.37, avgt, two parameters, 2 forks of 3 iterations, {@code -prof gc}. */
  static final Path AVGT = FOLDER.resolve("1.37-avgt-gc.json");

  /** JMH 1.21, avgt, {@code -prof gc -prof stack}: dots before names, NaN values. */
  static final Path OLD = FOLDER.resolve("1.21-avgt-gc-stack.json");

  /** JMH 1.37, sample: histograms instead of raw values. */
  static final Path SAMPLE = FOLDER.resolve("1.37-sample.json");

  /** JMH 1.37, thrpt and ss of the same benchmark. */
  static final Path OTHER_MODES = FOLDER.resolve("1.37-ss-thrpt.json");

  /** JMH 1.37 with {@code -Djmh.json.rawData=false}. */
  static final Path WITHOUT_RAW_DATA = FOLDER.resolve("1.37-without-raw-data.json");

  private JmhFiles() {}
}
