package dev.dirtybench.spi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * The backends on the class path, by name.
 *
 * <p>Names are read from {@link BackendName} annotations, so that only the provider asked for is
 * created. Two providers of one name, or one without a name, are an error and not a silent choice.
 * One that this JVM cannot have is known by its name, but not {@link #available()}, and says why.
 */
public final class Backends {
  private final Map<String, ServiceLoader.Provider<BitmapProvider>> providers;

  private Backends(Map<String, ServiceLoader.Provider<BitmapProvider>> providers) {
    this.providers = providers;
  }

  /**
   * Finds the backends that the current thread's context class loader sees.
   *
   * @return the backends
   * @throws IllegalStateException if a provider is broken, nameless or named twice
   */
  public static Backends load() {
    return load(Thread.currentThread().getContextClassLoader());
  }

  /**
   * Finds the backends that a class loader sees.
   *
   * @param loader where to look
   * @return the backends
   * @throws IllegalStateException if a provider is broken, nameless or named twice
   */
  public static Backends load(ClassLoader loader) {
    Map<String, ServiceLoader.Provider<BitmapProvider>> found = new TreeMap<>();
    try {
      ServiceLoader.load(BitmapProvider.class, loader).stream()
          .forEach(
              provider -> {
                var twin = found.putIfAbsent(nameOf(provider.type()), provider);
                if (twin != null && twin.type() != provider.type()) {
                  throw new IllegalStateException(
                      "two backends are named \""
                          + nameOf(provider.type())
                          + "\": "
                          + twin.type().getName()
                          + " and "
                          + provider.type().getName()
                          + "; take one of them off the class path");
                }
              });
    } catch (ServiceConfigurationError e) {
      throw new IllegalStateException(
          "a backend on the class path is broken: " + e.getMessage(), e);
    }
    return new Backends(found);
  }

  /**
   * The names of all that are known, sorted, of those that cannot be had here too. Creates none.
   *
   * @return an unmodifiable list
   */
  public List<String> names() {
    return Collections.unmodifiableList(new ArrayList<>(providers.keySet()));
  }

  /**
   * The names of the backends that can be had in this JVM, sorted. Creates every provider to ask
   * it.
   *
   * @return an unmodifiable list
   * @throws IllegalStateException if a provider cannot be created
   */
  public List<String> available() {
    return names().stream().filter(name -> describe(name).unavailable().isEmpty()).toList();
  }

  /**
   * The backends that cannot be had in this JVM, and why. Creates every provider to ask it.
   *
   * @return reasons by name, sorted and unmodifiable, as {@link BitmapProvider#unavailable()} gives
   *     them
   * @throws IllegalStateException if a provider cannot be created
   */
  public Map<String, String> unavailable() {
    Map<String, String> reasons = new TreeMap<>();
    for (String name : names()) {
      describe(name).unavailable().ifPresent(reason -> reasons.put(name, reason));
    }
    return Collections.unmodifiableMap(reasons);
  }

  /**
   * The names of the available backends that keep what is marked, sorted: all but those that state
   * {@link Capability#KEEPS_NOTHING}. Creates every provider to ask it.
   *
   * @return an unmodifiable list
   * @throws IllegalStateException if a provider cannot be created
   */
  public List<String> keepers() {
    return available().stream()
        .filter(name -> !require(name).capabilities().contains(Capability.KEEPS_NOTHING))
        .toList();
  }

  /**
   * The names of the available backends that compete, sorted: all but those that state {@link
   * Capability#REFERENCE} or {@link Capability#KEEPS_NOTHING}. Creates every provider to ask it.
   *
   * @return an unmodifiable list
   * @throws IllegalStateException if a provider cannot be created
   */
  public List<String> contenders() {
    return keepers().stream()
        .filter(name -> !require(name).capabilities().contains(Capability.REFERENCE))
        .toList();
  }

  /**
   * The names of the available backends that compete and are no other library's own bit set,
   * sorted: the {@link #contenders()} that do not state {@link Capability#PEER}.
   *
   * @return an unmodifiable list
   * @throws IllegalStateException if a provider cannot be created
   */
  public List<String> withoutPeers() {
    return contenders().stream()
        .filter(name -> !require(name).capabilities().contains(Capability.PEER))
        .toList();
  }

  /**
   * The provider of a name, newly created.
   *
   * @param name as in {@link BackendName}
   * @return the provider
   * @throws UnknownBackendException if there is none of that name
   * @throws UnavailableBackendException if this JVM cannot have it
   * @throws IllegalStateException if it cannot be created
   */
  public BitmapProvider require(String name) {
    BitmapProvider provider = describe(name);
    var reason = provider.unavailable();
    if (reason.isPresent()) {
      throw new UnavailableBackendException(name, reason.get());
    }
    return provider;
  }

  /**
   * The provider of a name, newly created, though this JVM may not have its backend: for what it
   * says of itself, where another JVM is to use it.
   *
   * @param name as in {@link BackendName}
   * @return the provider
   * @throws UnknownBackendException if there is none of that name
   * @throws IllegalStateException if it cannot be created
   */
  public BitmapProvider describe(String name) {
    var provider = providers.get(name);
    if (provider == null) {
      throw new UnknownBackendException(name, names());
    }
    try {
      return provider.get();
    } catch (ServiceConfigurationError e) {
      throw new IllegalStateException("backend \"" + name + "\" is broken: " + e.getMessage(), e);
    }
  }

  static String nameOf(Class<? extends BitmapProvider> type) {
    BackendName name = type.getAnnotation(BackendName.class);
    if (name == null || !name.value().matches("[a-z0-9][a-z0-9-]*")) {
      throw new IllegalStateException(
          type.getName()
              + " must carry @BackendName with lower-case letters, digits and hyphens, got "
              + (name == null ? "none" : '"' + name.value() + '"'));
    }
    return name.value();
  }
}
