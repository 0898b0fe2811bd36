package dev.dirtybench.workloads.text;

import java.util.LinkedHashMap;
import java.util.Map;

/** A few lines of every text form, with a read and a write at least; by the format's name. */
final class Samples {
  private Samples() {}

  static Map<String, String> all() {
    Map<String, String> samples = new LinkedHashMap<>();
    samples.put(
        "alibaba",
        """
        0,R,126703644672,4096,1577808000000626
        0,W,126703648768,8192,1577808000000700
        """);
    samples.put(
        "biosnoop",
        """
        TIME(s)        COMM           PID    DISK    T  SECTOR    BYTES   LAT(ms)
        0.000004001    supervise      1950   xvda1   W  13092560  4096       0.74
        0.000178002    Web Content    1950   xvda1   R  13092432  4096       0.61
        """);
    samples.put(
        "blkparse",
        """
        254,0    1      248     0.211755050   131  Q  WS 16384 + 8 [dd]
        254,0    1      249     0.211855050   131  D  WS 16384 + 8 [dd]
        254,0    1      250     0.212755050     0  C  WS 16384 + 8 [0]
        254,0    1      251     0.212855050   131  D  RA 0 + 8 [dd]
        """);
    samples.put(
        "fio",
        """
        fio version 3 iolog
        25 /mnt/fm/vol.img add
        176486 /mnt/fm/vol.img open
        178825 /mnt/fm/vol.img write 70767828992 4096
        178830 /mnt/fm/vol.img read 0 4096
        """);
    samples.put(
        "fiu",
        """
        85564152538721 318 kjournald 194192 8 W 1 0 b2b04a8c0e6d5c2b7f2b8dc49ff1c3a1
        85564152538731 319 my prog 194200 8 R 1 0 b2b04a8c0e6d5c2b7f2b8dc49ff1c3a1
        """);
    samples.put(
        "msr",
        """
        128166372010810581,mds,0,Write,2654453760,4096,54086
        128166372010810681,mds,0,Read,2654453760,4096,54086
        """);
    samples.put(
        "nbdkit",
        """
        2026-11-22 18:14:47.103679 Ready thread_model=3
        2026-11-22 18:14:47.113679 connection=2 Write id=1 offset=0x8040000 count=0x10000 fua=0 ...
        2026-11-22 18:14:47.113879 connection=2 ...Write id=1 return=0
        2026-11-22 18:14:47.113979 connection=2 Read id=2 offset=0x0 count=0x200 ...
        """);
    samples.put(
        "qemu-trace",
        """
        17146@1795370779.146400:virtio_blk_handle_write vdev 0x1 req 0x2 sector 0 nsectors 8
        17146@1795370779.146417:blk_co_pwritev blk 0x3 bs 0x4 offset 0 bytes 4096 flags 0x8
        """);
    samples.put(
        "spc",
        """
        0,303567,3584,w,0.000000
        0,303574,3584,r,0.026214
        """);
    samples.put(
        "systor",
        """
        Timestamp,Response,IOType,LUN,Offset,Size
        1456095145.133076000,0.000806000,R,0,899056122368,131072
        1456095145.133077000,0.000806000,W,0,899056253440,4096
        """);
    samples.put(
        "tencent",
        """
        1538323200,12910952,128,1,1063
        1538323200,12910952,8,0,1063
        """);
    return samples;
  }
}
