package dev.dirtybench.benchmarks.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The JVMs that a run is measured in, in the order given.
 *
 * @param jvms at least one
 * @param labels what they are called in names of folders and in tables, each another
 * @param names by which they can be found again
 */
public record JvmChoice(List<TargetJvm> jvms, List<String> labels, List<String> names) {
  /** Copies the lists. */
  public JvmChoice {
    jvms = List.copyOf(jvms);
    labels = List.copyOf(labels);
    names = List.copyOf(names);
  }

  /**
   * The JVMs of some names.
   *
   * @param names as {@link InstalledJvms} takes them; none for the JVM that this code runs in
   * @return the choice
   * @throws IllegalArgumentException if there is none of a name, one cannot be run or is older than
   *     17, or one comes twice
   */
  public static JvmChoice of(List<String> names) {
    if (names.isEmpty()) {
      TargetJvm here = TargetJvm.current();
      return new JvmChoice(List.of(here), List.of(label(here)), List.of(here.launcher()));
    }
    InstalledJvms installed = InstalledJvms.besideThisOne();
    List<TargetJvm> jvms = new ArrayList<>();
    Set<String> launchers = new HashSet<>();
    for (String name : names) {
      TargetJvm jvm = TargetJvm.of(name.trim());
      if (!launchers.add(jvm.launcher())) {
        throw new IllegalArgumentException(
            "expected each JVM once in --jvm, found "
                + jvm.launcher()
                + " again by the name "
                + name);
      }
      jvms.add(jvm);
    }
    return new JvmChoice(
        jvms, labels(jvms), jvms.stream().map(jvm -> installed.nameOf(jvm.launcher())).toList());
  }

  /** Those of one feature release are told apart by their places. */
  private static List<String> labels(List<TargetJvm> jvms) {
    List<String> labels = new ArrayList<>();
    for (TargetJvm jvm : jvms) {
      String label = label(jvm);
      boolean alone = jvms.stream().filter(other -> label(other).equals(label)).count() == 1;
      labels.add(alone ? label : label + (char) ('a' + labels.size()));
    }
    return labels;
  }

  private static String label(TargetJvm jvm) {
    return "jdk" + jvm.feature();
  }

  /**
   * Whether JVMs take turns.
   *
   * @return false if there is one only
   */
  public boolean isSession() {
    return jvms.size() > 1;
  }
}
