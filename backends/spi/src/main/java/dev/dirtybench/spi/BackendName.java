package dev.dirtybench.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name under which a {@link BitmapProvider} is looked up.
 *
 * <p>It is an annotation, not a method, so that {@link Backends} can read it without creating the
 * provider: the classes of backends that nobody asked for stay uninitialised, and a measured JVM
 * sees one kind of bitmap only.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface BackendName {
  /**
   * The name: lower-case letters, digits and hyphens, unique on the class path.
   *
   * @return the name
   */
  String value();
}
