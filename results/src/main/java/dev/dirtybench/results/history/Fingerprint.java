package dev.dirtybench.results.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dirtybench.results.Sha256;

/**
 * A short name for all machines whose scores may stand in one series.
 *
 * <p>Made of stable categories alone: model and number of cores, JDK build, collector, heap, huge
 * pages, the kernel's first two numbers, the JVM's flags. Clock rates and the like, which differ
 * from one start of a virtual machine to the next, are left out.
 */
public final class Fingerprint {
  private static final int DIGITS = 12;

  private Fingerprint() {}

  /**
   * The name of a run's machine.
   *
   * @param manifest of the run
   * @return 12 hex digits
   */
  public static String of(JsonNode manifest) {
    String[] kernel = manifest.at("/os/kernel").asText().split("\\.", 3);
    String facts =
        String.join(
            "\n",
            manifest.at("/cpu/model").asText(),
            manifest.at("/cpu/cores").asText(),
            manifest.at("/jdk/vendor").asText(),
            manifest.at("/jdk/version").asText(),
            manifest.at("/jdk/gc").asText(),
            manifest.at("/jdk/maxHeap").asText(),
            manifest.at("/jdk/flags").toString(),
            manifest.at("/mem/thp").asText(),
            kernel.length < 2 ? kernel[0] : kernel[0] + '.' + kernel[1]);
    return Sha256.ofText(facts).substring(0, DIGITS);
  }
}
