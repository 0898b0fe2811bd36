package dev.dirtybench.workloads.read;

import dev.dirtybench.workloads.Quoted;
import dev.dirtybench.workloads.TraceFormatException;
import dev.dirtybench.workloads.TraceHead;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that holds a trace, unpacked on the way: gzip, xz and zstd are recognised by content.
 *
 * <p>For use by one thread.
 */
public final class TraceInput implements Closeable {
  private final String name;
  private final Path seekable;
  private final InputStream file;
  private final InputStream content;
  private final TraceStart start;

  private TraceInput(
      String name, Path seekable, InputStream file, InputStream content, TraceStart start) {
    this.name = name;
    this.seekable = seekable;
    this.file = file;
    this.content = content;
    this.start = start;
  }

  /**
   * Opens a file.
   *
   * @param path the file; a pipe is one too
   * @return the file at its start
   * @throws TraceFormatException if it is packed and damaged before its first byte
   * @throws IOException if it cannot be read
   */
  public static TraceInput open(Path path) throws IOException {
    InputStream file = Files.newInputStream(path);
    try {
      return of(file, path.toString(), Files.isRegularFile(path) ? path : null);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /**
   * Takes a stream.
   *
   * @param stream its bytes; {@link #close} closes it
   * @param name what errors call it
   * @return the stream at its start
   * @throws TraceFormatException if it is packed and damaged before its first byte
   * @throws IOException if it cannot be read
   */
  public static TraceInput of(InputStream stream, String name) throws IOException {
    return of(stream, name, null);
  }

  private static TraceInput of(InputStream file, String name, Path path) throws IOException {
    byte[] magic = file.readNBytes(Compression.MAGIC_BYTES);
    Compression compression = Compression.of(magic);
    InputStream packed = new SequenceInputStream(new ByteArrayInputStream(magic), file);
    try {
      InputStream content = Compression.contentOf(packed, compression);
      StartBytes first = StartBytes.read(content);
      return new TraceInput(
          name,
          compression == Compression.NONE ? path : null,
          file,
          first.andRest(content),
          first.start());
    } catch (PackedFault e) {
      throw new TraceFormatException(name, "at its start", e.expected(), e.found(), e);
    }
  }

  /**
   * What errors call the file.
   *
   * @return a path or a name
   */
  public String name() {
    return name;
  }

  /**
   * The file's first bytes, unpacked, whatever has been read since.
   *
   * @return for recognising the format
   */
  public TraceStart start() {
    return start;
  }

  /**
   * The unpacked content from its first byte; one stream for the whole life of this.
   *
   * @return reports damage in packed data as {@link PackedFault}, which {@link LineReader} and
   *     {@link BinaryInput} turn into errors with a place
   */
  public InputStream content() {
    return content;
  }

  /**
   * The file itself where it is a regular one and not packed, for formats with an index.
   *
   * @return empty for pipes, streams and packed files
   */
  public Optional<Path> seekable() {
    return Optional.ofNullable(seekable);
  }

  /**
   * A head for a format that states nothing of itself: name and source from the file's name.
   *
   * @param format the format's name
   * @return a head without size
   */
  public TraceHead head(String format) {
    return TraceHead.unsized(plainName(), "read from " + plainName() + " (" + format + ")");
  }

  /**
   * The file's name without folders and endings such as .gz and .csv, printable.
   *
   * @return 1 to 200 characters
   */
  public String plainName() {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String stem =
        last.replaceFirst("\\.(gz|xz|zst|zstd)$", "")
            .replaceFirst("\\.(csv|dbt|txt|log|iolog)$", "");
    String plain = Quoted.escaped(stem.isBlank() ? name : stem);
    return plain.isBlank() ? "unnamed" : plain.substring(0, Math.min(plain.length(), 200));
  }

  @Override
  public void close() throws IOException {
    content.close();
    file.close();
  }
}
