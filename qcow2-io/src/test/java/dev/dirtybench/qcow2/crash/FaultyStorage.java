package dev.dirtybench.qcow2.crash;

import dev.dirtybench.qcow2.crash.FaultPlan.Fault;
import dev.dirtybench.qcow2.image.FileStorage;
import dev.dirtybench.qcow2.image.ImageStorage;
import dev.dirtybench.qcow2.image.OpenMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A storage whose calls fail as planned, and those of the other files of its image too. */
final class FaultyStorage implements ImageStorage {
  private final ImageStorage inner;
  private final String path;
  private final FaultPlan plan;

  FaultyStorage(ImageStorage inner, String path, FaultPlan plan) {
    this.inner = inner;
    this.path = path;
    this.plan = plan;
  }

  private void call(String call) throws IOException {
    if (plan.strikes(call, path, false)) {
      throw FaultPlan.failure(call);
    }
  }

  @Override
  public ImageStorage openOther(Path file, OpenMode mode) throws IOException {
    return new FaultyStorage(FileStorage.open(file, mode), file.toString(), plan);
  }

  @Override
  public int read(ByteBuffer target, long offset) throws IOException {
    call("read");
    return inner.read(target, offset);
  }

  @Override
  public void write(ByteBuffer source, long offset) throws IOException {
    long size = inner.size();
    if (!plan.strikes("write", path, offset + source.remaining() > size)) {
      inner.write(source, offset);
      return;
    }
    if (plan.fault() == Fault.SHORT || plan.fault() == Fault.FULL) {
      long room = plan.fault() == Fault.FULL ? size - offset : source.remaining() / 2;
      int part = (int) Math.max(0, Math.min(source.remaining(), room));
      source.limit(source.position() + part);
      inner.write(source, offset);
    }
    throw FaultPlan.failure("write");
  }

  @Override
  public void flush() throws IOException {
    call("flush");
    inner.flush();
  }

  @Override
  public long size() throws IOException {
    call("size");
    return inner.size();
  }

  @Override
  public void setSize(long bytes) throws IOException {
    if (plan.strikes("setSize", path, bytes > inner.size())) {
      throw FaultPlan.failure("setSize");
    }
    inner.setSize(bytes);
  }

  @Override
  public void reopen(OpenMode mode) throws IOException {
    call("reopen");
    inner.reopen(mode);
  }

  @Override
  public void close() throws IOException {
    inner.close();
  }
}
