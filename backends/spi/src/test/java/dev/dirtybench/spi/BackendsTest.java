package dev.dirtybench.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks providers up in service files written for the test. */
class BackendsTest {
  @TempDir Path directory;

  private Backends load(Object... providers) throws IOException {
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    List<String> names =
        Stream.of(providers)
            .map(provider -> provider instanceof Class<?> type ? type.getName() : provider)
            .map(String::valueOf)
            .toList();
    Files.write(services.resolve(BitmapProvider.class.getName()), names);
    URL[] path = {directory.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(path, getClass().getClassLoader())) {
      return Backends.load(loader);
    }
  }

  @Test
  void listsTheNamesSorted() throws IOException {
    assertEquals(
        List.of("alpha", "beta-2", "untouched"),
        load(LookedUp.Untouched.class, LookedUp.Beta.class, LookedUp.Alpha.class).names());
    assertThrows(
        UnsupportedOperationException.class, () -> load(LookedUp.Alpha.class).names().add("x"));
  }

  @Test
  void tellsThoseThatKeepNothingFromTheOthers() throws IOException {
    Backends backends = load(LookedUp.Alpha.class, LookedUp.Floor.class, LookedUp.Beta.class);
    assertEquals(List.of("alpha", "beta-2", "floor"), backends.names());
    assertEquals(List.of("alpha", "beta-2"), backends.keepers());
  }

  @Test
  void tellsThoseThatCompeteFromYardsticks() throws IOException {
    Backends backends = load(LookedUp.Yardstick.class, LookedUp.Floor.class, LookedUp.Beta.class);
    assertEquals(List.of("beta-2", "yardstick"), backends.keepers());
    assertEquals(List.of("beta-2"), backends.contenders());
  }

  @Test
  void tellsPeersFromTheOthersThatCompete() throws IOException {
    Backends backends = load(LookedUp.Peer.class, LookedUp.Yardstick.class, LookedUp.Beta.class);
    assertEquals(List.of("beta-2", "peer"), backends.contenders());
    assertEquals(List.of("beta-2"), backends.withoutPeers());
  }

  @Test
  void whatThisJvmCannotHaveIsKnownButNotAvailable() throws IOException {
    Backends backends = load(LookedUp.Future.class, LookedUp.Alpha.class, LookedUp.Yardstick.class);
    assertEquals(List.of("alpha", "future", "yardstick"), backends.names());
    assertEquals(List.of("alpha", "yardstick"), backends.available());
    assertEquals(List.of("alpha", "yardstick"), backends.keepers());
    assertEquals(List.of("alpha"), backends.contenders());
    assertEquals(
        Map.of("future", "needs Java 2000 or newer to run, this is 17"), backends.unavailable());
  }

  @Test
  void askingForWhatThisJvmCannotHaveSaysWhy() throws IOException {
    Backends backends = load(LookedUp.Future.class, LookedUp.Alpha.class);
    assertEquals(
        "backend \"future\" needs Java 2000 or newer to run, this is 17",
        assertThrows(UnavailableBackendException.class, () -> backends.require("future"))
            .getMessage());
  }

  @Test
  void createsANewProviderOfTheNameAskedFor() throws IOException {
    Backends backends = load(LookedUp.Alpha.class, LookedUp.Beta.class);
    assertInstanceOf(LookedUp.Alpha.class, backends.require("alpha"));
    assertInstanceOf(LookedUp.Beta.class, backends.require("beta-2"));
    assertNotSame(backends.require("alpha"), backends.require("alpha"));
  }

  @Test
  void createsNoProviderThatWasNotAskedFor() throws IOException {
    Backends backends = load(LookedUp.Untouched.class, LookedUp.Alpha.class);
    assertInstanceOf(LookedUp.Alpha.class, backends.require("alpha"));
    assertFalse(LookedUp.untouchedWasInitialised);
  }

  @Test
  void anUnknownNameListsTheKnownOnes() throws IOException {
    Backends backends = load(LookedUp.Alpha.class, LookedUp.Beta.class);
    for (String name : List.of("gamma", "", "ALPHA", "alpha ")) {
      String message =
          assertThrows(UnknownBackendException.class, () -> backends.require(name)).getMessage();
      assertTrue(message.contains("\"" + name + "\""), message);
      assertTrue(message.contains("alpha, beta-2"), message);
    }
  }

  @Test
  void aClassPathWithoutBackendsSaysSo() {
    Backends backends = Backends.load();
    assertEquals(List.of(), backends.names());
    String message =
        assertThrows(UnknownBackendException.class, () -> backends.require("alpha")).getMessage();
    assertTrue(message.contains("no backend is on the class path"), message);
  }

  @Test
  void twoProvidersOfOneNameAreAnError() {
    String message =
        assertThrows(
                IllegalStateException.class,
                () -> load(LookedUp.Alpha.class, LookedUp.AlphaTwin.class))
            .getMessage();
    assertTrue(message.contains("\"alpha\""), message);
    assertTrue(message.contains(LookedUp.Alpha.class.getName()), message);
    assertTrue(message.contains(LookedUp.AlphaTwin.class.getName()), message);
  }

  @Test
  void oneProviderListedTwiceIsOne() throws IOException {
    assertEquals(List.of("alpha"), load(LookedUp.Alpha.class, LookedUp.Alpha.class).names());
  }

  @Test
  void aProviderWithoutANameIsAnError() {
    String message =
        assertThrows(IllegalStateException.class, () -> load(LookedUp.Nameless.class)).getMessage();
    assertTrue(message.contains(LookedUp.Nameless.class.getName()), message);
    assertTrue(message.contains("@BackendName"), message);
  }

  @Test
  void aNameOfOtherCharactersIsAnError() {
    String message =
        assertThrows(IllegalStateException.class, () -> load(LookedUp.Misnamed.class)).getMessage();
    assertTrue(message.contains("\"Not Valid\""), message);
    assertTrue(message.contains("lower-case"), message);
  }

  @Test
  void aProviderThatDoesNotExistIsAnError() {
    String message =
        assertThrows(IllegalStateException.class, () -> load("dev.dirtybench.spi.Missing"))
            .getMessage();
    assertTrue(message.contains("dev.dirtybench.spi.Missing"), message);
  }

  @Test
  void aClassThatIsNoProviderIsAnError() {
    String message =
        assertThrows(IllegalStateException.class, () -> load(Granularity.class)).getMessage();
    assertTrue(message.contains(Granularity.class.getName()), message);
  }

  @Test
  void aProviderThatCannotBeCreatedIsAnErrorWhenAskedFor() throws IOException {
    Backends backends = load(LookedUp.Alpha.class, LookedUp.Uncreatable.class);
    IllegalStateException thrown =
        assertThrows(IllegalStateException.class, () -> backends.require("uncreatable"));
    assertTrue(thrown.getMessage().contains("\"uncreatable\""), thrown.getMessage());
    assertTrue(thrown.getMessage().contains(LookedUp.Uncreatable.class.getName()));
    assertEquals("no library", thrown.getCause().getCause().getMessage());
  }
}
