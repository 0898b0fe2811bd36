package dev.dirtybench.workloads.read;

import dev.dirtybench.workloads.Quoted;
import dev.dirtybench.workloads.TraceHead;
import dev.dirtybench.workloads.WriteTrace;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a user asks of the reading of a trace.
 *
 * @param deviceSize bytes of the disk, or {@link TraceHead#UNKNOWN}: as the file says
 * @param device which device's records to take, {@code all} for every one, or null where the file
 *     has one only
 * @param skip operations to leave out at the start
 * @param limit operations to take after them; {@link Long#MAX_VALUE} for all
 * @param settings of the format's own {@link TraceReader#settings()}, by name
 */
public record ReadOptions(
    long deviceSize, String device, long skip, long limit, Map<String, String> settings) {
  /** The device that stands for every one. */
  public static final String ALL_DEVICES = "all";

  /** Nothing asked for. */
  public static final ReadOptions DEFAULT =
      new ReadOptions(TraceHead.UNKNOWN, null, 0, Long.MAX_VALUE, Map.of());

  /** Checks the numbers and copies the settings. */
  public ReadOptions {
    if (deviceSize != TraceHead.UNKNOWN
        && (deviceSize < 1 || deviceSize > WriteTrace.MAX_DEVICE_SIZE)) {
      throw new IllegalArgumentException(
          "disk-size: expected 1 to 2^62 bytes, found " + deviceSize);
    }
    if (skip < 0 || limit < 0) {
      throw new IllegalArgumentException(
          "skip and limit: expected 0 operations or more, found " + skip + " and " + limit);
    }
    settings = Map.copyOf(new TreeMap<>(settings));
  }

  /**
   * The value of a setting of a format.
   *
   * @param setting one of the format's
   * @return the value asked for, else the default
   * @throws IllegalArgumentException if the value asked for is none of the setting's
   */
  public String value(ReaderSetting setting) {
    String value = settings.getOrDefault(setting.name(), setting.defaultValue());
    if (!setting.values().contains(value)) {
      throw new IllegalArgumentException(
          setting.name()
              + ": expected "
              + String.join(", ", setting.values())
              + ", found "
              + Quoted.text(value));
    }
    return value;
  }
}
