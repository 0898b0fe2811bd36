package dev.dirtybench.qcow2.format;

import dev.dirtybench.qcow2.format.Qcow2FormatException.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The extensions of a header in their order, unknown ones included.
 *
 * <p>They start right behind the header: at 72 in version 2, at the header's length in version 3,
 * which may be the shortest one of 104 bytes. They end with type 0, or where the backing file's
 * name or the first cluster's end leaves no room for another one.
 *
 * @param list the extensions, unmodifiable
 */
public record HeaderExtensions(List<HeaderExtension> list) {
  private static final int PREFIX_BYTES = 8;

  /** Copies the list. */
  public HeaderExtensions {
    list = List.copyOf(list);
  }

  /**
   * No extensions.
   *
   * @return an empty list
   */
  public static HeaderExtensions none() {
    return new HeaderExtensions(List.of());
  }

  /**
   * Reads the extensions of a header.
   *
   * @param firstCluster the start of the file, from index 0 to the limit
   * @param header the header read from it
   * @param path the file, for messages
   * @return the extensions
   * @throws Qcow2FormatException if one leaves the area, is cut short or comes twice
   */
  public static HeaderExtensions read(ByteBuffer firstCluster, Qcow2Header header, String path)
      throws Qcow2FormatException {
    ByteBuffer in = firstCluster.duplicate().order(ByteOrder.BIG_ENDIAN);
    int end =
        header.backingFileOffset() != 0 ? (int) header.backingFileOffset() : header.clusterSize();
    List<HeaderExtension> found = new ArrayList<>();
    int at = header.headerLength();
    while (at <= end - PREFIX_BYTES) {
      FileLocation here = new FileLocation(path, "header extension", at);
      requireInFile(in, at, PREFIX_BYTES, here);
      int type = in.getInt(at);
      if (type == HeaderExtension.END) {
        break;
      }
      long length = Integer.toUnsignedLong(in.getInt(at + 4));
      if (length > end - at - PREFIX_BYTES) {
        throw new Qcow2FormatException(
            Kind.OUT_OF_BOUNDS,
            "header extension "
                + FieldFault.hex(type & 0xffffffffL)
                + " must end by "
                + FieldFault.hex(end)
                + ", got a length of "
                + length,
            here);
      }
      requireInFile(in, at, PREFIX_BYTES + (int) length, here);
      byte[] data = new byte[(int) length];
      in.position(at + PREFIX_BYTES);
      in.get(data);
      HeaderExtension extension = new HeaderExtension(type, data);
      requireOnce(found, extension, here);
      found.add(extension);
      at += extension.paddedBytes();
    }
    return new HeaderExtensions(found);
  }

  private static void requireInFile(ByteBuffer in, int at, int bytes, FileLocation here)
      throws Qcow2FormatException {
    if (at > in.limit() - bytes) {
      throw new Qcow2FormatException(
          Kind.TRUNCATED,
          "a header extension must have "
              + bytes
              + " bytes here, the file ends at "
              + FieldFault.hex(in.limit()),
          here);
    }
  }

  private static void requireOnce(
      List<HeaderExtension> found, HeaderExtension extension, FileLocation here)
      throws Qcow2FormatException {
    for (HeaderExtension earlier : found) {
      if (earlier.type() == extension.type() && HeaderExtension.isKnown(extension.type())) {
        throw new Qcow2FormatException(
            Kind.INVALID_FORMAT,
            "header extension "
                + FieldFault.hex(extension.type() & 0xffffffffL)
                + " must come once, got a second one",
            here);
      }
    }
  }

  /**
   * The extension of a type.
   *
   * @param type which
   * @return the first of that type, if there is one
   */
  public Optional<HeaderExtension> find(int type) {
    return list.stream().filter(extension -> extension.type() == type).findFirst();
  }

  /**
   * A copy without a type.
   *
   * @param type which
   * @return the others in their order
   */
  public HeaderExtensions without(int type) {
    return new HeaderExtensions(
        list.stream().filter(extension -> extension.type() != type).toList());
  }

  /**
   * A copy with an extension in the place of the one of its type, or behind the others, so that
   * none of those moves.
   *
   * @param extension what to put
   * @return a changed copy
   */
  public HeaderExtensions with(HeaderExtension extension) {
    List<HeaderExtension> changed = new ArrayList<>(list);
    for (int i = 0; i < changed.size(); i++) {
      if (changed.get(i).type() == extension.type()) {
        changed.set(i, extension);
        return new HeaderExtensions(changed);
      }
    }
    changed.add(extension);
    return new HeaderExtensions(changed);
  }

  /**
   * How many bytes the extensions take, the end mark included.
   *
   * @return a multiple of 8
   */
  public int bytes() {
    return PREFIX_BYTES + list.stream().mapToInt(HeaderExtension::paddedBytes).sum();
  }

  /**
   * Writes the extensions and the end mark at the buffer's position and advances it.
   *
   * @param target has room for {@link #bytes()}
   */
  public void write(ByteBuffer target) {
    ByteOrder order = target.order();
    target.order(ByteOrder.BIG_ENDIAN);
    for (HeaderExtension extension : list) {
      int end = target.position() + extension.paddedBytes();
      byte[] data = extension.data();
      target.putInt(extension.type()).putInt(data.length).put(data);
      while (target.position() < end) {
        target.put((byte) 0);
      }
    }
    target.putLong(0);
    target.order(order);
  }
}
