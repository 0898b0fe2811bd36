package dev.dirtybench.benchmarks.pass;

import dev.dirtybench.benchmarks.image.RandomBits;
import dev.dirtybench.spi.Bitmap;
import dev.dirtybench.spi.Granularity;
import dev.dirtybench.workloads.WriteTrace;
import dev.dirtybench.workloads.catalog.Traces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a bitmap is filled with: the writes of a trace, or random bits of a given length and
 * density, for which no trace of writes could be long enough.
 *
 * <p>Random bits are asked for as {@code bits-64M-0.5}: 64 MiB of bits, half of them set, at the
 * granularity of {@link #BITS_GRANULARITY}. They are a subject for the operations on images.
 */
public final class Subject {
  /** How random bits are asked for, for lists. */
  public static final String BITS_FORM = "bits-SIZE-DENSITY";

  /** Bytes per bit of random bits; the disk is as large as their length asks for. */
  public static final Granularity BITS_GRANULARITY = Granularity.DEFAULT;

  private static final Pattern BITS = Pattern.compile("bits-(\\d{1,9})([KMG]?)-(\\d*\\.?\\d+)");
  private static final long MAX_BYTES = 16L << 30;
  private static final long SEED = 1;
  private static final String SOURCE = "independent random bits, seed " + SEED;

  private final WriteTrace trace;
  private final RandomBits bits;

  private Subject(WriteTrace trace, RandomBits bits) {
    this.trace = trace;
    this.bits = bits;
  }

  /**
   * Opens a subject.
   *
   * @param spec random bits, or a trace as {@link Traces#open} takes it
   * @return the subject
   * @throws IllegalArgumentException if it is neither, or a size or density cannot be
   * @throws IOException if the trace cannot be read
   */
  public static Subject open(String spec) throws IOException {
    Matcher matcher = BITS.matcher(spec);
    if (!matcher.matches()) {
      return new Subject(Traces.open(spec), null);
    }
    RandomBits bits = new RandomBits(Double.parseDouble(matcher.group(3)), SEED);
    int unit = matcher.group(2).isEmpty() ? 0 : "KMG".indexOf(matcher.group(2)) + 1;
    long bytes = Long.parseLong(matcher.group(1)) << 10 * unit;
    if (bytes == 0 || bytes % Long.BYTES != 0 || bytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          spec + ": expected a multiple of 8 bytes, 16G at most, got " + bytes);
    }
    long diskSize = bytes * Byte.SIZE * BITS_GRANULARITY.bytes();
    return new Subject(WriteTrace.builder(spec, SOURCE, diskSize).build(), bits);
  }

  /**
   * Whether a text asks for random bits.
   *
   * @param spec as {@link #open} takes it
   * @return false for what can only be a trace
   */
  public static boolean isRandomBits(String spec) {
    return BITS.matcher(spec).matches();
  }

  /**
   * The granularities that a subject is measured at.
   *
   * @param spec as {@link #open} takes it
   * @param asked those that the run measures
   * @return of random bits their own one alone
   */
  public static List<Granularity> granularities(String spec, List<Granularity> asked) {
    return isRandomBits(spec) ? List.of(BITS_GRANULARITY) : asked;
  }

  /**
   * The writes, with name, source and size of the disk.
   *
   * @return a trace without operations for random bits
   */
  public WriteTrace trace() {
    return trace;
  }

  /**
   * The random bits.
   *
   * @return empty for a trace
   */
  public Optional<RandomBits> bits() {
    return Optional.ofNullable(bits);
  }

  /**
   * What tells this content from others: the trace's digest, of random bits that of their name,
   * from which they follow.
   *
   * @return SHA-256, 64 lower-case hexadecimal digits
   */
  public String sha256() {
    if (bits == null) {
      return trace.contentSha256();
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((trace.name() + ' ' + trace.source()).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK must have SHA-256", e);
    }
  }

  /**
   * The share of bits that the content leaves dirty.
   *
   * @return by granularity, 0 to 1; of random bits their density, which they have but for chance
   */
  public ToDoubleFunction<Granularity> density() {
    return bits == null ? DirtyShare.of(trace)::at : granularity -> bits.density();
  }

  /**
   * Marks the content in a clean bitmap.
   *
   * @param bitmap of the disk's size
   */
  public void fill(Bitmap bitmap) {
    if (bits == null) {
      mark(trace, bitmap);
    } else {
      bits.fill(bitmap);
    }
  }

  /** Marks what a trace, or a part of one, writes. */
  static void mark(WriteTrace part, Bitmap bitmap) {
    for (int i = 0; i < part.size(); i++) {
      if (part.operation(i).marks()) {
        bitmap.setDirty(part.offset(i), part.length(i));
      }
    }
  }
}
