package dev.dirtybench.qcow2.format;

import dev.dirtybench.qcow2.format.Qcow2FormatException.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the first cluster of an image holds: header, extensions and the backing file's name.
 *
 * @param header the fixed part
 * @param extensions what follows it
 * @param backingFileName the name's bytes, empty for none
 */
public record HeaderArea(Qcow2Header header, HeaderExtensions extensions, byte[] backingFileName) {
  /** What a disk writes as a whole, in bytes. */
  public static final int SECTOR = 512;

  private static final int END_MARK_BYTES = 8;

  /** Copies the name. */
  public HeaderArea {
    backingFileName = backingFileName.clone();
  }

  /**
   * Reads the first cluster.
   *
   * @param firstCluster the start of the file, from index 0 to the limit, at most one cluster of 2
   *     MiB
   * @param path the file, for messages
   * @return what it holds
   * @throws Qcow2FormatException if it is not the start of a qcow2 image, or a damaged one
   */
  public static HeaderArea read(ByteBuffer firstCluster, String path) throws Qcow2FormatException {
    Qcow2Header header = Qcow2Header.read(firstCluster, path);
    HeaderExtensions extensions = HeaderExtensions.read(firstCluster, header, path);
    byte[] name = new byte[header.backingFileOffset() == 0 ? 0 : header.backingFileSize()];
    if (name.length != 0) {
      int at = (int) header.backingFileOffset();
      if (at > firstCluster.limit() - name.length) {
        throw new Qcow2FormatException(
            Kind.TRUNCATED,
            "the backing file name must have "
                + name.length
                + " bytes, the file ends at "
                + FieldFault.hex(firstCluster.limit()),
            new FileLocation(path, "backing file name", at));
      }
      firstCluster.duplicate().position(at).get(name);
    }
    return new HeaderArea(header, extensions, name);
  }

  /**
   * The bytes to write at the start of the file. The backing file's name stays where the header
   * says that it is, but for one that the extensions have reached, which follows them.
   *
   * @param atLeast zeros are added up to this length, to cover what was there before
   * @return a buffer from 0 to its limit, at most one cluster
   * @throws IllegalArgumentException if it does not fit into the first cluster
   */
  public ByteBuffer toBytes(int atLeast) {
    int nameAt = nameOffset();
    int end = nameAt + backingFileName.length;
    if (end > header.clusterSize()) {
      throw new IllegalArgumentException(
          "header, extensions and backing file name must fit into the first cluster of "
              + header.clusterSize()
              + " bytes, they need "
              + end);
    }
    ByteBuffer out = ByteBuffer.allocate(Math.max(end, Math.min(atLeast, header.clusterSize())));
    placedHeader(nameAt).write(out);
    out.position(header.headerLength());
    extensions.write(out);
    out.position(nameAt).put(backingFileName);
    return out.clear();
  }

  /** A name that follows the extensions directly ends them too, and stays where it is. */
  private int nameOffset() {
    int at = (int) header.backingFileOffset();
    return at >= extensionsEnd() - END_MARK_BYTES ? at : extensionsEnd();
  }

  /**
   * Where the extensions end, their end mark included.
   *
   * @return bytes from the start of the file
   */
  public int extensionsEnd() {
    return header.headerLength() + extensions.bytes();
  }

  /**
   * A copy whose backing file name stays where it is, or goes behind what another area holds, so
   * that both can be on the disk at once while one follows the other.
   *
   * @param before the other area
   * @return a copy that says where its name is
   * @throws IllegalArgumentException if there is no room for that, and more than one sector would
   *     change
   */
  public HeaderArea placedAfter(HeaderArea before) {
    if (backingFileName.length == 0) {
      return this;
    }
    int place = (int) header.backingFileOffset();
    boolean stays =
        place >= extensionsEnd() || extensionsEnd() == before.extensionsEnd() && place != 0;
    if (!stays) {
      place = extensionsEnd();
      int apart = (Math.max(before.bytes(), place) + 7) & ~7;
      if (apart + backingFileName.length <= header.clusterSize() && !before.endsWithName()) {
        place = apart;
      } else if (Math.max(before.bytes(), place + backingFileName.length) > SECTOR) {
        throw new IllegalArgumentException(
            "the backing file name must have a free place of "
                + backingFileName.length
                + " bytes in the first cluster of "
                + header.clusterSize()
                + " to move to, so that a crash leaves it readable; qemu-img rebase -u makes it"
                + " shorter");
      }
    }
    return withHeader(placedHeader(place));
  }

  /** Whether the name itself ends the extensions; without it, its bytes would be read as one. */
  private boolean endsWithName() {
    return header.backingFileOffset() != 0 && header.backingFileOffset() < extensionsEnd();
  }

  private Qcow2Header placedHeader(int nameAt) {
    if (header.backingFileOffset() == 0 && backingFileName.length == 0) {
      return header;
    }
    return header.edit().backingFile(nameAt, backingFileName.length).build();
  }

  /**
   * A copy with another header.
   *
   * @param changed the header
   * @return a changed copy
   */
  public HeaderArea withHeader(Qcow2Header changed) {
    return new HeaderArea(changed, extensions, backingFileName);
  }

  /**
   * A copy with other extensions.
   *
   * @param changed the extensions
   * @return a changed copy
   */
  public HeaderArea withExtensions(HeaderExtensions changed) {
    return new HeaderArea(header, changed, backingFileName);
  }

  /**
   * A copy with a bitmaps extension: in the place of the present one, in that of one that has been
   * removed, or behind all others. None of those moves.
   *
   * @param bitmaps the extension
   * @return a changed copy
   */
  public HeaderArea withBitmaps(BitmapsExtension bitmaps) {
    HeaderExtension added = bitmaps.toExtension();
    List<HeaderExtension> changed = new ArrayList<>(extensions.list());
    if (extensions.find(HeaderExtension.BITMAPS).isEmpty()) {
      int free = changed.indexOf(unused(added));
      if (free >= 0) {
        changed.set(free, added);
        return withExtensions(new HeaderExtensions(changed));
      }
    }
    return withExtensions(extensions.with(added));
  }

  /**
   * A copy without the bitmaps extension. Where others follow it, and not all of them are in the
   * sector that a disk writes as a whole, {@link HeaderExtension#UNUSED} keeps its place: bytes
   * that move across sectors cannot be changed so that every crash leaves them readable.
   *
   * @return a changed copy
   */
  public HeaderArea withoutBitmaps() {
    List<HeaderExtension> changed = new ArrayList<>(extensions.list());
    int last = changed.size() - 1;
    for (int i = 0; i < last; i++) {
      HeaderExtension one = changed.get(i);
      if (one.type() == HeaderExtension.BITMAPS && extensionsEnd() > SECTOR) {
        changed.set(i, unused(one));
        return withExtensions(new HeaderExtensions(changed));
      }
    }
    return withExtensions(extensions.without(HeaderExtension.BITMAPS));
  }

  private static HeaderExtension unused(HeaderExtension place) {
    return new HeaderExtension(HeaderExtension.UNUSED, new byte[place.data().length]);
  }

  /**
   * The backing file's name as text.
   *
   * @return the name, if there is one
   */
  public Optional<String> backingFile() {
    return backingFileName.length == 0
        ? Optional.empty()
        : Optional.of(new String(backingFileName, StandardCharsets.UTF_8));
  }

  /**
   * The format of the backing file.
   *
   * @return such as {@code qcow2} or {@code raw}, if the image says it
   */
  public Optional<String> backingFormat() {
    return extensions
        .find(HeaderExtension.BACKING_FORMAT)
        .map(extension -> new String(extension.data(), StandardCharsets.UTF_8));
  }

  /**
   * How many bytes of the first cluster are in use.
   *
   * @return header, extensions and name
   */
  public int bytes() {
    int end = extensionsEnd();
    return header.backingFileOffset() == 0
        ? end
        : Math.max(end, (int) header.backingFileOffset() + backingFileName.length);
  }

  /**
   * The backing file's name as it is stored.
   *
   * @return a copy
   */
  @Override
  public byte[] backingFileName() {
    return backingFileName.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HeaderArea that
        && header.equals(that.header)
        && extensions.equals(that.extensions)
        && Arrays.equals(backingFileName, that.backingFileName);
  }

  @Override
  public int hashCode() {
    return 31 * header.hashCode() + extensions.hashCode();
  }
}
