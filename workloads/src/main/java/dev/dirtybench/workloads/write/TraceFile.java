package dev.dirtybench.workloads.write;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.dirtybench.workloads.OperationBatch;
import dev.dirtybench.workloads.OperationStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Writes a trace into a file, whole or not at all. */
public final class TraceFile {
  private static final int BUFFER_BYTES = 1 << 16;

  private TraceFile() {}

  /**
   * Writes what is left of a stream into a temporary file beside the wanted one, which then takes
   * its name. A JVM that is told to end meanwhile removes it.
   *
   * @param stream whose head states the disk's size; not closed
   * @param writer of the format
   * @param path where to; packed as an ending .gz, .xz or .zst says; an existing file is replaced
   * @throws IOException if it cannot be written; an existing file is then as it was
   */
  public static void write(OperationStream stream, TraceWriter writer, Path path)
      throws IOException {
    String name = path.getFileName().toString();
    Path temporary = path.resolveSibling('.' + name + '.' + UUID.randomUUID() + ".tmp");
    Thread atEnd = new Thread(() -> temporary.toFile().delete());
    Runtime.getRuntime().addShutdownHook(atEnd);
    try {
      try (OutputStream file = Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW);
          OutputStream out = new BufferedOutputStream(packed(file, name), BUFFER_BYTES)) {
        write(stream, writer, out);
      }
      Files.move(
          temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
      forget(atEnd);
    }
  }

  private static void forget(Thread atEnd) {
    try {
      Runtime.getRuntime().removeShutdownHook(atEnd);
    } catch (IllegalStateException e) {
      // The JVM is ending, and the hook does its work.
      return;
    }
  }

  /**
   * Writes what is left of a stream.
   *
   * @param stream whose head states the disk's size; not closed
   * @param writer of the format
   * @param out takes the bytes; not closed
   * @throws IOException if it cannot be written
   */
  public static void write(OperationStream stream, TraceWriter writer, OutputStream out)
      throws IOException {
    OperationOutput operations = writer.open(out, stream.head());
    OperationBatch batch = new OperationBatch();
    while (stream.read(batch) > 0) {
      operations.write(batch);
      batch.clear();
    }
    operations.finish();
  }

  private static OutputStream packed(OutputStream file, String name) throws IOException {
    if (name.endsWith(".gz")) {
      return new GZIPOutputStream(file, BUFFER_BYTES);
    }
    if (name.endsWith(".xz")) {
      return new XZOutputStream(file, new LZMA2Options());
    }
    return name.endsWith(".zst") || name.endsWith(".zstd")
        ? new ZstdOutputStreamNoFinalizer(file).setChecksum(true)
        : file;
  }
}
