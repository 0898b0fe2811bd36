#!/bin/sh
# Makes the seed images in this folder with qemu-img and qemu-io (Debian: qemu-utils).
# Usage: make-seeds.sh DIRECTORY
set -eu
out=$1
mkdir -p "$out"
cd "$out"
rm -f ./*.qcow2 ./*.gz data.raw

bitmaps() { # IMAGE GRANULARITY: one enabled, one disabled, one to be merged, with content
  qemu-img bitmap --add -g "$2" "$1" b0
  qemu-img bitmap --add --disable -g "$2" "$1" off
  qemu-io -f qcow2 -c 'write -P 1 0 512' -c 'write -P 2 300k 20k' "$1" >/dev/null
  qemu-img bitmap --add --merge b0 -g "$2" "$1" "sum of both"
  qemu-io -f qcow2 -c 'write -P 3 700k 5k' "$1" >/dev/null
}

qemu-img create -q -f qcow2 -o cluster_size=512 c512.qcow2 1M
bitmaps c512.qcow2 512
qemu-img create -q -f qcow2 -o cluster_size=4096 c4k.qcow2 1M
bitmaps c4k.qcow2 512
qemu-img create -q -f qcow2 c64k.qcow2 1M
bitmaps c64k.qcow2 4096
qemu-img create -q -f qcow2 -o cluster_size=512,refcount_bits=1 rc1.qcow2 1M
bitmaps rc1.qcow2 4096
qemu-img create -q -f qcow2 -o cluster_size=512,refcount_bits=64,lazy_refcounts=on rc64.qcow2 1M
bitmaps rc64.qcow2 4096
qemu-img create -q -f qcow2 -o cluster_size=512 in-use.qcow2 1M
bitmaps in-use.qcow2 512
qemu-io -f qcow2 -c abort in-use.qcow2 >/dev/null 2>&1 || true
qemu-img create -q -f qcow2 -o cluster_size=512 mixed.qcow2 1M
bitmaps mixed.qcow2 512
qemu-io -f qcow2 -c abort mixed.qcow2 >/dev/null 2>&1 || true
qemu-img bitmap --remove mixed.qcow2 off
qemu-img bitmap --add -g 1024 mixed.qcow2 fresh
qemu-img create -q -f qcow2 -o cluster_size=512 snapshot.qcow2 1M
bitmaps snapshot.qcow2 512
qemu-img snapshot -c one snapshot.qcow2
qemu-io -f qcow2 -c 'write -P 4 300k 2k' snapshot.qcow2 >/dev/null
qemu-img create -q -f qcow2 -o cluster_size=512,backing_file=nowhere.raw,backing_fmt=raw -u backed.qcow2 1M
qemu-img bitmap --add -g 512 backed.qcow2 b0 2>/dev/null || true
qemu-img create -q -f qcow2 -o compat=0.10,cluster_size=512 v2.qcow2 1M
qemu-img create -q -f qcow2 -o cluster_size=16384,extended_l2=on extl2.qcow2 1M
qemu-img bitmap --add -g 512 extl2.qcow2 b0
qemu-io -f qcow2 -c 'write -P 1 5k 3k' extl2.qcow2 >/dev/null
qemu-img create -q -f qcow2 -o cluster_size=4096,compression_type=zstd zstd.qcow2 256k
qemu-io -f qcow2 -c 'write -c -P 1 0 4k' -c 'write -c -P 2 8k 4k' zstd.qcow2 >/dev/null
qemu-img bitmap --add -g 512 zstd.qcow2 b0
qemu-img create -q -f qcow2 -o cluster_size=4096,data_file=data.raw,data_file_raw=on datafile.qcow2 1M
qemu-img bitmap --add -g 512 datafile.qcow2 b0
rm -f data.raw
# For crash tests: with a feature name table, behind which the bitmaps extension starts at 504.
crash() { # IMAGE
  qemu-img bitmap --add -g 512 "$1" a
  qemu-img bitmap --add -g 512 "$1" b
  qemu-io -f qcow2 -c 'write -P 1 64k 512' -c 'write -P 2 300k 9k' "$1" >/dev/null
  qemu-img bitmap --add --disable -g 512 "$1" c
  qemu-img bitmap --merge a "$1" c
}
qemu-img create -q -f qcow2 -o cluster_size=8192 crash.qcow2 1M
crash crash.qcow2
truncate -s 1M base-with-a-name-of-some-length.raw
qemu-img create -q -f qcow2 -o cluster_size=8192 -F raw -b base-with-a-name-of-some-length.raw \
  crash-backed.qcow2
crash crash-backed.qcow2
rm -f base-with-a-name-of-some-length.raw
for image in *.qcow2; do
  gzip -9 -n "$image"
done
ls -l
