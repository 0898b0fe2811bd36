package dev.dirtybench.benchmarks.pass;

import dev.dirtybench.spi.Backends;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.BitmapProvider;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.workloads.WriteTrace;
import java.io.IOException;

/**
 * What a pass is about: a backend, a subject and a granularity, and for {@code cycle} how the trace
 * is cut.
 *
 * @param provider creates the backend's bitmaps
 * @param subject what they are filled with
 * @param granularity bytes per bit
 * @param windows the intervals between backups
 */
public record Cell(
    BitmapProvider provider, Subject subject, Granularity granularity, Windows windows) {
  /**
   * A cell with the default windows.
   *
   * @param provider creates the backend's bitmaps
   * @param subject what they are filled with
   * @param granularity bytes per bit
   */
  public Cell(BitmapProvider provider, Subject subject, Granularity granularity) {
    this(provider, subject, granularity, Windows.DEFAULT);
  }

  /**
   * The same cell with other windows.
   *
   * @param others the intervals between backups
   * @return a copy
   */
  public Cell with(Windows others) {
    return new Cell(provider, subject, granularity, others);
  }

  /**
   * Looks a cell up by the names that a benchmark's parameters carry.
   *
   * @param backend name of a backend on the class path
   * @param subject a trace or random bits, as {@link Subject#open} takes it
   * @param granularity such as {@code 64K}
   * @return the cell, its trace decoded
   * @throws IOException if the trace cannot be read
   */
  public static Cell open(String backend, String subject, String granularity) throws IOException {
    return new Cell(
        Backends.load().require(backend), Subject.open(subject), Granularity.parse(granularity));
  }

  /**
   * The writes of the subject.
   *
   * @return the trace, without operations where the subject is no trace
   */
  public WriteTrace trace() {
    return subject.trace();
  }

  /**
   * An empty bitmap for this subject's disk.
   *
   * @return owned by the caller
   */
  public Bitmap newBitmap() {
    return provider.create(trace().deviceSize(), granularity);
  }

  /**
   * The bitmap that the subject leaves, at rest: compacted where the backend can.
   *
   * @return owned by the caller
   */
  public Bitmap dirtied() {
    Bitmap bitmap = newBitmap();
    subject.fill(bitmap);
    bitmap.compact();
    return bitmap;
  }

  /**
   * The bitmap that a part of the trace leaves, at rest: compacted where the backend can.
   *
   * @param part a window of the trace
   * @return owned by the caller
   */
  Bitmap dirtiedBy(WriteTrace part) {
    Bitmap bitmap = newBitmap();
    Subject.mark(part, bitmap);
    bitmap.compact();
    return bitmap;
  }
}
