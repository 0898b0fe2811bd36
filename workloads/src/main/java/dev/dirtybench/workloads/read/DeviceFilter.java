package dev.dirtybench.workloads.read;

import dev.dirtybench.workloads.Quoted;
import dev.dirtybench.workloads.TraceFormatException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Decides whose records a reader takes from a file that may hold those of several devices.
 *
 * <p>Where the user has chosen none, the first record's device is the only one that may come: a
 * second one is an error, because two disks' offsets make no trace of one. For use by one thread.
 */
public final class DeviceFilter {
  private final RecordPlace place;
  private final RecordSink sink;
  private final boolean every;
  private final byte[] chosen;
  private final Tally others;

  /**
   * A filter.
   *
   * @param options with {@link ReadOptions#device()}
   * @param place makes the error
   * @param sink counts what is left out, and knows the device of the files before
   */
  public DeviceFilter(ReadOptions options, RecordPlace place, RecordSink sink) {
    this.place = place;
    this.sink = sink;
    every = ReadOptions.ALL_DEVICES.equals(options.device());
    chosen = options.device() == null ? null : options.device().getBytes(StandardCharsets.UTF_8);
    others = sink.tally("records of other devices left out");
  }

  /**
   * Whether to take a record.
   *
   * @param bytes hold the device's name as the file has it
   * @param from index of its first byte
   * @param to index past its last byte
   * @return false where another device was chosen
   * @throws TraceFormatException if it is a second device and none was chosen
   */
  public boolean takes(byte[] bytes, int from, int to) throws TraceFormatException {
    if (every) {
      return true;
    }
    DeviceChoice choice = sink.devices();
    if (chosen == null && choice.device == null) {
      choice.device = Arrays.copyOfRange(bytes, from, to);
      return true;
    }
    byte[] device = chosen == null ? choice.device : chosen;
    if (Arrays.equals(device, 0, device.length, bytes, from, to)) {
      return true;
    }
    if (chosen == null) {
      throw place.fault(
          "records of one device, or one chosen by --device (as here "
              + quoted(device, 0, device.length)
              + ", or all)",
          "a second device " + quoted(bytes, from, to));
    }
    others.increment();
    return false;
  }

  /**
   * Whether to take a record.
   *
   * @param name of the device
   * @return as the other form
   * @throws TraceFormatException as the other form
   */
  public boolean takes(String name) throws TraceFormatException {
    if (every) {
      return true;
    }
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return takes(bytes, 0, bytes.length);
  }

  private static String quoted(byte[] bytes, int from, int to) {
    return Quoted.text(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
  }
}
