package dev.dirtybench.workloads.text;

import dev.dirtybench.workloads.read.ReadOptions;

/** Devices that are told by their numbers. */
final class DeviceNumbers {
  private DeviceNumbers() {}

  /**
   * Options whose device is written with a comma, {@code 8,0}, as records have it; lsblk and a
   * trace's specification, where a comma ends a setting, have {@code 8:0}.
   */
  static ReadOptions asPrinted(ReadOptions options) {
    return options.device() == null
        ? options
        : new ReadOptions(
            options.deviceSize(),
            options.device().replace(':', ','),
            options.skip(),
            options.limit(),
            options.settings());
  }
}
