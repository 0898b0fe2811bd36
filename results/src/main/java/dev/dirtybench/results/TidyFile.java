package dev.dirtybench.results;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The file {@code tidy.csv}, which only grows, by all rows of a cell at once.
 *
 * <p>Not for use by several threads at once.
 */
final class TidyFile implements Closeable {
  private final RandomAccessFile file;

  private TidyFile(RandomAccessFile file) {
    this.file = file;
  }

  /**
   * Writes a file of some rows, all at once, and opens it for more.
   *
   * @param path the file; an existing one is replaced
   * @param rows by column
   * @return the file
   * @throws IOException if it cannot be written
   */
  static TidyFile write(Path path, List<Map<String, Object>> rows) throws IOException {
    StringBuilder text = new StringBuilder();
    CsvWriter writer = new CsvWriter(TidyRows.COLUMNS, text);
    writer.header();
    for (Map<String, Object> row : rows) {
      writer.row(row);
    }
    AtomicFile.write(path, text.toString());
    // Not a FileChannel: an interrupt of the calling thread would close it for the whole run.
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    file.seek(file.length());
    return new TidyFile(file);
  }

  /**
   * Adds rows; they are on their way to the disk when the call returns.
   *
   * @param rows by column
   * @throws IOException if they cannot be written; the file is cut back to what it was
   */
  void append(List<Map<String, Object>> rows) throws IOException {
    StringBuilder text = new StringBuilder();
    CsvWriter writer = new CsvWriter(TidyRows.COLUMNS, text);
    for (Map<String, Object> row : rows) {
      writer.row(row);
    }
    write(text);
  }

  private void write(CharSequence text) throws IOException {
    long end = file.getFilePointer();
    try {
      file.write(text.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      cutBackTo(end, e);
      throw e;
    }
  }

  private void cutBackTo(long end, IOException cause) {
    try {
      file.setLength(end);
      file.seek(end);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
