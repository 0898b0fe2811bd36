package dev.dirtybench.workloads.own;

import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.read.PackedFault;
import dev.dirtybench.workloads.read.TraceInput;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/** The bytes of a {@code .dbt} file, with a place in them; for use by one thread. */
final class DbtInput implements Closeable {
  /** Ends the message of whatever is damaged. */
  static final String ADVICE = "; dirtybench trace salvage takes what is whole";

  private static final int BUFFER_BYTES = 1 << 16;

  private final TraceInput input;
  private final FileChannel channel;
  private InputStream in;
  private long position;

  private DbtInput(TraceInput input, FileChannel channel) {
    this.input = input;
    this.channel = channel;
    in = buffered(channel == null ? input.content() : Channels.newInputStream(channel));
  }

  /** The bytes of a file; {@link #close} closes it. */
  static DbtInput of(TraceInput input) throws IOException {
    return new DbtInput(
        input,
        input.seekable().isPresent()
            ? FileChannel.open(input.seekable().get(), StandardOpenOption.READ)
            : null);
  }

  private static InputStream buffered(InputStream stream) {
    return new BufferedInputStream(stream, BUFFER_BYTES);
  }

  /** The offset of the next byte. */
  long position() {
    return position;
  }

  /** Whether {@link #seek} and {@link #size} can be called. */
  boolean seekable() {
    return channel != null;
  }

  long size() throws IOException {
    return channel.size();
  }

  void seek(long offset) throws IOException {
    channel.position(offset);
    in = buffered(Channels.newInputStream(channel));
    position = offset;
  }

  /**
   * Reads so many bytes.
   *
   * @return how many were read, fewer only at the end of the file
   */
  int read(byte[] target, int from, int length) throws IOException {
    int read = 0;
    try {
      while (read < length) {
        int count = in.read(target, from + read, length - read);
        if (count < 0) {
          break;
        }
        read += count;
        position += count;
      }
    } catch (PackedFault e) {
      throw new TraceFormatException(
          input.name(), "at byte " + position, e.expected(), e.found(), e);
    }
    return read;
  }

  /** Reads as many bytes as a part has. */
  void read(byte[] target, int from, int length, String part) throws IOException {
    long start = position;
    int count = read(target, from, length);
    if (count < length) {
      throw fault(
          part, start, length + " more bytes", "the end of the file after " + count + " of them");
    }
  }

  TraceFormatException fault(String part, long offset, String expected, String found) {
    return new TraceFormatException(
        input.name(), part + " at byte " + offset, expected, found + ADVICE);
  }

  @Override
  public void close() throws IOException {
    try {
      input.close();
    } finally {
      if (channel != null) {
        channel.close();
      }
    }
  }
}
