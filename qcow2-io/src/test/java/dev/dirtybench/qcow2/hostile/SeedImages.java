package dev.dirtybench.qcow2.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Real images, made by {@code make-seeds.sh} beside them with QEMU's tools. */
public final class SeedImages {
  private static final List<String> NAMES =
      List.of(
          "backed",
          "c4k",
          "c512",
          "c64k",
          "crash",
          "crash-backed",
          "datafile",
          "extl2",
          "in-use",
          "mixed",
          "rc1",
          "rc64",
          "snapshot",
          "v2",
          "zstd");

  private SeedImages() {}

  /**
   * What there is.
   *
   * @return names for {@link #read}
   */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * Unpacks one.
   *
   * @param name its name
   * @return the image
   */
  public static byte[] read(String name) {
    String file = name + ".qcow2.gz";
    try (InputStream packed = SeedImages.class.getResourceAsStream(file)) {
      if (packed == null) {
        throw new IllegalStateException("the test resource " + file + " is missing");
      }
      return new GZIPInputStream(packed).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of them that are at most so long, in a fixed order. */
  static Map<String, byte[]> upTo(int bytes) {
    Map<String, byte[]> images = new LinkedHashMap<>();
    for (String name : NAMES) {
      byte[] image = read(name);
      if (image.length <= bytes) {
        images.put(name, image);
      }
    }
    return images;
  }
}
