package dev.dirtybench.qcow2.image;

import dev.dirtybench.qcow2.format.BitmapDirectoryEntry;
import dev.dirtybench.spi.Granularity;
import java.util.ArrayList;
import java.util.List;

/**
 * A bitmap as the image's directory lists it, which {@code qemu-img info} shows.
 *
 * @param name the name
 * @param granularity bytes per bit
 * @param flags what is set of {@link Flag}, in their order
 */
public record StoredBitmap(String name, Granularity granularity, List<Flag> flags) {
  /** What the directory says of a bitmap. */
  public enum Flag {
    /** The contents may be stale. */
    IN_USE("in-use"),
    /** It records from opening on. */
    AUTO("auto");

    private final String text;

    Flag(String text) {
      this.text = text;
    }

    /** The word that qemu-img uses. */
    @Override
    public String toString() {
      return text;
    }
  }

  /** Copies the list. */
  public StoredBitmap {
    flags = List.copyOf(flags);
  }

  static StoredBitmap of(BitmapDirectoryEntry entry) {
    List<Flag> flags = new ArrayList<>();
    if (entry.inUse()) {
      flags.add(Flag.IN_USE);
    }
    if (entry.auto()) {
      flags.add(Flag.AUTO);
    }
    return new StoredBitmap(entry.name(), new Granularity(entry.granularityBits()), flags);
  }
}
