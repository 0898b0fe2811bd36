package dev.dirtybench.cli.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.dirtybench.spi.ExtentCursor;
import java.io.IOException;
import java.io.PrintWriter;

/** Prints the clean and dirty extents of a whole disk, as {@code nbdinfo --map} does. */
public final class ExtentMap {
  private static final int CLEAN = 0;
  private static final int DIRTY = 1;

  private final long size;
  private final DirtyExtents dirty;

  /** Finds the dirty extents one after the other. */
  public interface DirtyExtents {
    /**
     * Moves a cursor on to the next one.
     *
     * @param cursor new at first
     * @return false if there is none
     */
    boolean next(ExtentCursor cursor);
  }

  /**
   * The map of a disk.
   *
   * @param size of the disk in bytes
   * @param dirty its dirty extents
   */
  public ExtentMap(long size, DirtyExtents dirty) {
    this.size = size;
    this.dirty = dirty;
  }

  /**
   * Prints it as a JSON array, an extent on a line.
   *
   * @param out takes it
   * @throws IOException if it cannot be written
   */
  public void printJson(PrintWriter out) throws IOException {
    JsonGenerator json = new JsonFactory().createGenerator(out);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.setPrettyPrinter(new OnePerLine());
    json.writeStartArray();
    walk(
        (offset, length, type, description) -> {
          json.writeStartObject();
          json.writeNumberField("offset", offset);
          json.writeNumberField("length", length);
          json.writeNumberField("type", type);
          json.writeStringField("description", description);
          json.writeEndObject();
        });
    json.writeEndArray();
    json.close();
    out.println();
  }

  /**
   * Prints it in columns.
   *
   * @param out takes it
   * @throws IOException if it cannot be written
   */
  public void printColumns(PrintWriter out) throws IOException {
    walk(
        (offset, length, type, description) ->
            out.printf("%10d  %10d  %3d  %s%n", offset, length, type, description));
  }

  /** Visits the extents of the whole disk in their order, each as long as it can be. */
  private void walk(ExtentSink sink) throws IOException {
    long end = 0;
    ExtentCursor cursor = new ExtentCursor();
    while (dirty.next(cursor)) {
      if (cursor.offset() > end) {
        sink.accept(end, cursor.offset() - end, CLEAN, "clean");
      }
      sink.accept(cursor.offset(), cursor.length(), DIRTY, "dirty");
      end = cursor.offset() + cursor.length();
    }
    if (end < size) {
      sink.accept(end, size - end, CLEAN, "clean");
    }
  }

  private interface ExtentSink {
    void accept(long offset, long length, int type, String description) throws IOException;
  }

  /** One extent on a line. */
  private static final class OnePerLine extends MinimalPrettyPrinter {
    private static final long serialVersionUID = 1;

    @Override
    public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
      json.writeRaw(",\n");
    }
  }
}
