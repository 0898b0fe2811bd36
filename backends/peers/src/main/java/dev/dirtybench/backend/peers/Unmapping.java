package dev.dirtybench.backend.peers;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;

/**
 * Unmaps a buffer at once and not when the garbage collector finds it.
 *
 * <p>JDK 17 has {@code sun.misc.Unsafe.invokeCleaner} for it and nothing else. It is looked up
 * because javac warns of its name.
 */
final class Unmapping {
  private static final MethodHandle CLEANER = cleaner();

  private Unmapping() {}

  private static MethodHandle cleaner() {
    try {
      Class<?> type = Class.forName("sun.misc.Unsafe");
      Field field = type.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      return MethodHandles.lookup()
          .findVirtual(type, "invokeCleaner", MethodType.methodType(void.class, ByteBuffer.class))
          .bindTo(field.get(null));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "expected sun.misc.Unsafe.invokeCleaner in this JVM, which unmaps files: " + e, e);
    }
  }

  /** Unmaps what {@code FileChannel.map} gave; touching it or a view of it then is fatal. */
  static void unmap(MappedByteBuffer mapped) {
    try {
      CLEANER.invoke((ByteBuffer) mapped);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a mapped file cannot be unmapped", e);
    }
  }
}
