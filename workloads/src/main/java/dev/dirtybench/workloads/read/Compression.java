package dev.dirtybench.workloads.read;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.XZInputStream;

/** How a file is packed, told by its first bytes. */
enum Compression {
  NONE("nothing") {
    @Override
    InputStream unpack(InputStream packed) {
      return packed;
    }
  },
  GZIP("gzip", 0x1f, 0x8b) {
    @Override
    InputStream unpack(InputStream packed) {
      return new GzipStream(packed);
    }
  },
  XZ("xz", 0xfd, '7', 'z', 'X', 'Z', 0) {
    @Override
    InputStream unpack(InputStream packed) throws IOException {
      return new XZInputStream(packed, MOST_XZ_KIB);
    }
  },
  ZSTD("zstd", 0x28, 0xb5, 0x2f, 0xfd) {
    @Override
    InputStream unpack(InputStream packed) throws IOException {
      return new ZstdInputStreamNoFinalizer(packed).setLongMax(MOST_ZSTD_WINDOW_LOG);
    }
  };

  /** What unpacking may take, so that a hostile file cannot take more: as xz -9 needs. */
  private static final int MOST_XZ_KIB = 80 << 10;

  private static final int MOST_ZSTD_WINDOW_LOG = 27;

  /** How many bytes tell. */
  static final int MAGIC_BYTES = 6;

  private final String label;
  private final int[] magic;

  Compression(String label, int... magic) {
    this.label = label;
    this.magic = magic;
  }

  static Compression of(byte[] start) {
    TraceStart bytes = new TraceStart(start, false);
    for (Compression compression : values()) {
      if (compression != NONE && bytes.startsWith(compression.magic)) {
        return compression;
      }
    }
    return NONE;
  }

  /** The content; damage becomes a {@link PackedFault}. */
  static InputStream contentOf(InputStream file, Compression compression) throws PackedFault {
    try {
      return compression == NONE || compression == GZIP
          ? compression.unpack(file)
          : new Checked(compression.unpack(file), compression.label);
    } catch (IOException e) {
      throw fault(compression.label, e);
    }
  }

  abstract InputStream unpack(InputStream packed) throws IOException;

  private static PackedFault fault(String label, IOException cause) {
    PackedFault fault =
        new PackedFault(
            "intact " + label + " data",
            cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
    fault.initCause(cause);
    return fault;
  }

  /** Tells damage in packed bytes from a failure to read the file. */
  private static final class Checked extends FilterInputStream {
    private final String label;

    Checked(InputStream in, String label) {
      super(in);
      this.label = label;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      try {
        return in.read(target, from, length);
      } catch (IOException e) {
        throw fault(label, e);
      }
    }
  }
}
