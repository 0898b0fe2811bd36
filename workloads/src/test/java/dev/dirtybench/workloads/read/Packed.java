package dev.dirtybench.workloads.read;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** The ways to pack a file, for tests. */
enum Packed {
  GZIP {
    @Override
    OutputStream over(OutputStream out) throws IOException {
      return new GZIPOutputStream(out);
    }
  },
  XZ {
    @Override
    OutputStream over(OutputStream out) throws IOException {
      return new XZOutputStream(out, new LZMA2Options(1));
    }
  },
  ZSTD {
    @Override
    OutputStream over(OutputStream out) throws IOException {
      return new ZstdOutputStreamNoFinalizer(out).setChecksum(true);
    }
  };

  abstract OutputStream over(OutputStream out) throws IOException;

  byte[] pack(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream packer = over(out)) {
      packer.write(content);
    }
    return out.toByteArray();
  }
}
