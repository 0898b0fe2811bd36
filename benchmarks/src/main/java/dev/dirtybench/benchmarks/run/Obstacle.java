package dev.dirtybench.benchmarks.run;

import dev.dirtybench.benchmarks.pass.Operation;
import dev.dirtybench.benchmarks.pass.Subject;
import dev.dirtybench.benchmarks.pass.Windows;
import dev.dirtybench.qcow2.format.BitmapLimits;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Capability;
import dev.dirtybench.spi.Granularity;
import java.lang.management.ManagementFactory;

/** Why a cell cannot be measured here, known before anything runs. */
record Obstacle(Operation operation, PlannedTrace trace, Granularity granularity, Windows windows) {
  private static final int IMAGE_CLUSTER_BITS = 16;
  private static final String JVM = "this JVM cannot have the backend: it ";
  private static final String MEMORY = "dense bitmaps of this disk need ";

  /** The reason for a backend, or null if there is none. */
  String of(BitmapProvider provider) {
    if (operation.needsNativeFormat()
        && !provider.capabilities().contains(Capability.NATIVE_FORMAT)) {
      return "the backend has no form of its own";
    }
    if (Subject.isRandomBits(trace.spec()) && !operation.needsImage()) {
      return "random bits are no writes, they are for the operations on images";
    }
    long bits = granularity.bitCount(trace.deviceSize());
    if (bits > provider.maxBits()) {
      return "the disk needs " + bits + " bits, the backend holds at most " + provider.maxBits();
    }
    if (bits / 8 > Integer.MAX_VALUE - 64) {
      return "the serialised bitmap has " + bits / 8 + " bytes, one buffer holds at most 2 GiB";
    }
    if (operation.needsImage()) {
      String refusal = refusalByQcow2();
      if (refusal != null) {
        return refusal;
      }
    }
    if (operation == Operation.CYCLE) {
      String refusal = refusalByWindows();
      if (refusal != null) {
        return refusal;
      }
    }
    long heapMiB = ForkMemory.forBits(bits, trace.operations()).heapMiB();
    long machineMiB = machineBytes() >> 20;
    if (heapMiB > machineMiB * 3 / 4) {
      return MEMORY + heapMiB + " MiB, the machine has " + machineMiB + " MiB";
    }
    return null;
  }

  /** The reason where a JVM cannot have a backend, by what the provider says. */
  static String ofJvm(String unavailable) {
    return JVM + unavailable;
  }

  /** Whether a reason to skip a cell holds on every machine and JVM; null is no reason. */
  static boolean isForAll(String skipReason) {
    return skipReason != null && !skipReason.startsWith(MEMORY) && !skipReason.startsWith(JVM);
  }

  private String refusalByWindows() {
    try {
      windows.count(trace.operations(), trace.spanNs());
      return null;
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  private String refusalByQcow2() {
    try {
      BitmapLimits.requireStorable(
          "trace", trace.deviceSize(), granularity.bits(), IMAGE_CLUSTER_BITS);
      return null;
    } catch (IllegalArgumentException e) {
      return "qcow2 cannot store it: " + e.getMessage();
    }
  }

  private static long machineBytes() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean machine
        ? machine.getTotalMemorySize()
        : Long.MAX_VALUE;
  }
}
