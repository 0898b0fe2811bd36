package dev.dirtybench.workloads.read;

import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.Quoted;
import dev.dirtybench.workloads.TraceFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One file or several that hold one trace: opens them as a stream of operations. */
public final class TraceFiles {
  private TraceFiles() {}

  /**
   * Opens files of one format.
   *
   * @param files 1 or more; their order counts unless the format goes by time
   * @param format its name, or null: told by the first file's content
   * @param options what to take of them
   * @return operations with times that start at zero, for the forms that are not our own, and never
   *     go back
   * @throws IllegalArgumentException if the format or a setting is unknown
   * @throws TraceFormatException if the content is no trace
   * @throws IOException if a file cannot be read
   */
  public static OperationStream open(List<Path> files, String format, ReadOptions options)
      throws IOException {
    TraceInput first = TraceInput.open(files.get(0));
    try {
      TraceReader reader =
          format == null ? TraceReaders.recognise(first) : TraceReaders.named(format);
      return open(files, first, reader, options);
    } catch (IOException | RuntimeException e) {
      first.close();
      throw e;
    }
  }

  /**
   * Opens a stream of bytes.
   *
   * @param input the bytes; the result's {@code close} closes it
   * @param format its name, or null: told by content
   * @param options what to take of it
   * @return as the other form
   * @throws IOException as the other form
   */
  public static OperationStream open(TraceInput input, String format, ReadOptions options)
      throws IOException {
    TraceReader reader =
        format == null ? TraceReaders.recognise(input) : TraceReaders.named(format);
    return open(List.of(), input, reader, options);
  }

  private static OperationStream open(
      List<Path> files, TraceInput first, TraceReader reader, ReadOptions options)
      throws IOException {
    checkSettings(reader, options);
    DeviceChoice devices = new DeviceChoice();
    OperationStream whole = opened(first, reader, options, devices);
    if (files.size() > 1) {
      whole =
          reader.joining() == Joining.BY_TIME
              ? merged(whole, files, reader, options, devices)
              : new JoinedStream(
                  whole,
                  index -> openOne(files.get(index), reader, options, devices),
                  files.size(),
                  reader.times());
    }
    whole = new SteadyTimes(whole, reader.times());
    return LimitedStream.of(whole, options.skip(), options.limit());
  }

  private static OperationStream merged(
      OperationStream first,
      List<Path> files,
      TraceReader reader,
      ReadOptions options,
      DeviceChoice devices)
      throws IOException {
    List<OperationStream> parts = new ArrayList<>(List.of(first));
    try {
      for (Path file : files.subList(1, files.size())) {
        parts.add(openOne(file, reader, options, devices));
      }
      return new MergedStream(parts);
    } catch (IOException | RuntimeException e) {
      MergedStream.closeAll(parts);
      throw e;
    }
  }

  private static OperationStream openOne(
      Path file, TraceReader reader, ReadOptions options, DeviceChoice devices) throws IOException {
    TraceInput input = TraceInput.open(file);
    try {
      return opened(input, reader, options, devices);
    } catch (IOException | RuntimeException e) {
      input.close();
      throw e;
    }
  }

  private static OperationStream opened(
      TraceInput input, TraceReader reader, ReadOptions options, DeviceChoice devices)
      throws IOException {
    OperationStream stream = reader.open(input, options);
    if (stream instanceof RecordStream records) {
      records.share(devices);
    }
    return stream;
  }

  private static void checkSettings(TraceReader reader, ReadOptions options) {
    for (String name : options.settings().keySet()) {
      if (reader.settings().stream().noneMatch(setting -> setting.name().equals(name))) {
        throw new IllegalArgumentException(
            "the trace format "
                + reader.format()
                + " has no setting "
                + Quoted.text(name)
                + (reader.settings().isEmpty()
                    ? ""
                    : ", expected one of "
                        + reader.settings().stream()
                            .map(ReaderSetting::name)
                            .collect(Collectors.joining(", "))));
      }
    }
    reader.settings().forEach(options::value);
  }
}
