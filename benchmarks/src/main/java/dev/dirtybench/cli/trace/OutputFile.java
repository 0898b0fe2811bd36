package dev.dirtybench.cli.trace;

import dev.dirtybench.workloads.OperationStream;
import dev.dirtybench.workloads.write.TraceFile;
import dev.dirtybench.workloads.write.TraceWriter;
import dev.dirtybench.workloads.write.TraceWriters;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which format a trace is written in; where to is the command's own. */
final class OutputFile {
  private static final String STANDARD_OUTPUT = "-";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "of the output; default: by its name's ending; see dirtybench trace formats")
  private String format;

  void format(String name) {
    format = name;
  }

  /**
   * Refuses what cannot be written before anything long is read.
   *
   * @return the format's writer
   */
  TraceWriter check(String file) {
    if (file.equals(STANDARD_OUTPUT) && format == null) {
      throw new IllegalArgumentException(
          "expected the format for standard output, such as --format csv, found none");
    }
    Path folder = file.equals(STANDARD_OUTPUT) ? null : Path.of(file).toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new IllegalArgumentException("expected a folder to write to, found none: " + folder);
    }
    if (folder != null && Files.isDirectory(Path.of(file))) {
      throw new IllegalArgumentException("expected a file to write to, found a folder: " + file);
    }
    return format == null ? TraceWriters.forFile(file) : TraceWriters.named(format);
  }

  void write(OperationStream stream, String file) throws IOException {
    TraceWriter writer = check(file);
    if (file.equals(STANDARD_OUTPUT)) {
      OutputStream out =
          new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
      TraceFile.write(stream, writer, out);
      out.flush();
    } else {
      TraceFile.write(stream, writer, Path.of(file));
    }
  }
}
