package dev.dirtybench.workloads.read;

/** The one device whose records come, once it is known; shared by the files of one trace. */
final class DeviceChoice {
  /** Its name's bytes as the files have them, or null. */
  byte[] device;
}
