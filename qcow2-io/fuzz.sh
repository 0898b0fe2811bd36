#!/bin/sh
# Fuzzes the qcow2 reader with Jazzer. Needs a JDK and Maven.
#
#   qcow2-io/fuzz.sh TARGET SECONDS [libFuzzer options...]
#
# TARGET is image, changes or structures. The growing corpus and the finds lie in
# qcow2-io/target/fuzz/TARGET; keep a find by copying it to
# src/test/resources/dev/dirtybench/qcow2/hostile/corpus/TARGET.
set -eu
cd "$(dirname "$0")"
if [ $# -lt 2 ]; then
  echo "usage: $0 image|changes|structures SECONDS [libFuzzer options...]" >&2
  exit 2
fi
target=$1
seconds=$2
shift 2
case $target in
  image) class=ImageFuzzTarget ;;
  changes) class=ChangedImageFuzzTarget ;;
  structures) class=StructuresFuzzTarget ;;
  *)
    echo "unknown target $target: image, changes or structures" >&2
    exit 2
    ;;
esac
resources=src/test/resources/dev/dirtybench/qcow2/hostile
work=target/fuzz/$target
mkdir -p "$work/corpus" "$work/finds"
# One Maven run per start, so that the classes are the present ones.
(cd .. && mvn -B -q -Pfuzz -pl qcow2-io -am -DskipTests -Dspotless.check.skip=true test-compile \
  dependency:build-classpath -DincludeScope=test -Dmdep.outputFile=target/test.classpath)
cp "$resources/corpus/$target"/* "$work/corpus/"
if [ "$target" != changes ]; then
  for seed in "$resources"/*.gz; do
    name=$(basename "$seed" .gz)
    [ "$(gzip -dc "$seed" | wc -c)" -gt 49152 ] || gzip -dc "$seed" > "$work/corpus/$name"
  done
fi
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx1g -XX:+UseSerialGC \
  -cp "target/classes:target/test-classes:$(cat target/test.classpath)" \
  com.code_intelligence.jazzer.Jazzer \
  --target_class="dev.dirtybench.qcow2.hostile.$class" \
  --instrumentation_includes='dev.dirtybench.**' --custom_hook_includes='none.**' --keep_going=20 \
  --reproducer_path="$work/finds" \
  -max_total_time="$seconds" -max_len=49152 -artifact_prefix="$work/finds/" "$@" "$work/corpus"
