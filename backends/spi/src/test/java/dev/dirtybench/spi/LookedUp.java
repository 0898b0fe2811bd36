package dev.dirtybench.spi;

import java.util.Optional;
import java.util.Set;

/** Providers to be looked up, good and bad ones. */
final class LookedUp {
  /** Set when {@link Untouched} is initialised. */
  static boolean untouchedWasInitialised;

  private LookedUp() {}

  /** What they have in common: nobody asks them for bitmaps. */
  abstract static class Provider extends BitmapProvider {
    @Override
    protected Bitmap newBitmap(long size, Granularity granularity) {
      throw new AssertionError("a test of the lookup must not create bitmaps");
    }

    @Override
    public long maxBits() {
      return 1;
    }

    @Override
    public String description() {
      return "a provider to be looked up";
    }
  }

  /** A valid one. */
  @BackendName("alpha")
  public static final class Alpha extends Provider {
    public Alpha() {}
  }

  /** Another one of the same name. */
  @BackendName("alpha")
  public static final class AlphaTwin extends Provider {
    public AlphaTwin() {}
  }

  /** A valid one whose name has every kind of character. */
  @BackendName("beta-2")
  public static final class Beta extends Provider {
    public Beta() {}
  }

  /** A valid one that keeps nothing. */
  @BackendName("floor")
  public static final class Floor extends Provider {
    public Floor() {}

    @Override
    public Set<Capability> capabilities() {
      return Set.of(Capability.KEEPS_NOTHING);
    }
  }

  /** A valid one that keeps what is marked, but does not compete. */
  @BackendName("yardstick")
  public static final class Yardstick extends Provider {
    public Yardstick() {}

    @Override
    public Set<Capability> capabilities() {
      return Set.of(Capability.REFERENCE);
    }
  }

  /** A valid one that is another library's. */
  @BackendName("peer")
  public static final class Peer extends Provider {
    public Peer() {}

    @Override
    public Set<Capability> capabilities() {
      return Set.of(Capability.PEER);
    }
  }

  /** A valid one that no JVM can have. */
  @BackendName("future")
  public static final class Future extends Provider {
    public Future() {}

    @Override
    public Optional<String> unavailable() {
      return Optional.of("needs Java 2000 or newer to run, this is 17");
    }
  }

  /** One without a name. */
  public static final class Nameless extends Provider {
    public Nameless() {}
  }

  /** One whose name is not allowed. */
  @BackendName("Not Valid")
  public static final class Misnamed extends Provider {
    public Misnamed() {}
  }

  /** One whose constructor throws, as when its library is missing. */
  @BackendName("uncreatable")
  public static final class Uncreatable extends Provider {
    public Uncreatable() {
      throw new IllegalStateException("no library");
    }
  }

  /** One that looking up another must not initialise. */
  @BackendName("untouched")
  public static final class Untouched extends Provider {
    static {
      untouchedWasInitialised = true;
    }

    public Untouched() {}
  }
}
