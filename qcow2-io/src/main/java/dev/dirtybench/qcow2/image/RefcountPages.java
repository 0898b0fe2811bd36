package dev.dirtybench.qcow2.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A bounded cache of parts of refcount blocks, at most 2 MiB; changed parts are written when they
 * make room for others, and on flush. That is never too early: a refcount may be too high at any
 * time, and is lowered only when nothing on the disk refers to the cluster any more.
 */
final class RefcountPages {
  private static final int MAX_PAGE_BYTES = 64 << 10;
  private static final int MAX_BYTES = 2 << 20;

  private static final class Page {
    private final ByteBuffer bytes;
    private boolean changed;

    private Page(ByteBuffer bytes) {
      this.bytes = bytes;
    }
  }

  private final ImageFile file;
  private final int pageBytes;
  private final Map<Long, Page> pages = new LinkedHashMap<>(16, 0.75f, true);
  private long lastOffset = -1;
  private Page last;

  RefcountPages(ImageFile file, int clusterSize) {
    this.file = file;
    this.pageBytes = Math.min(clusterSize, MAX_PAGE_BYTES);
  }

  int pageBytes() {
    return pageBytes;
  }

  ByteBuffer get(long pageOffset) throws IOException {
    return page(pageOffset).bytes;
  }

  ByteBuffer change(long pageOffset) throws IOException {
    Page page = page(pageOffset);
    page.changed = true;
    return page.bytes;
  }

  private Page page(long pageOffset) throws IOException {
    if (pageOffset == lastOffset) {
      return last;
    }
    Page page = pages.get(pageOffset);
    if (page == null) {
      makeRoom();
      page = new Page(ByteBuffer.allocate(pageBytes));
      file.read(page.bytes, pageOffset, file.at("refcount block", pageOffset));
      pages.put(pageOffset, page);
    }
    lastOffset = pageOffset;
    last = page;
    return page;
  }

  private void makeRoom() throws IOException {
    if ((pages.size() + 1) * (long) pageBytes > MAX_BYTES) {
      var eldest = pages.entrySet().iterator().next();
      write(eldest.getKey(), eldest.getValue());
      pages.remove(eldest.getKey());
      lastOffset = -1;
    }
  }

  void flush() throws IOException {
    for (var entry : pages.entrySet()) {
      write(entry.getKey(), entry.getValue());
    }
  }

  private void write(long offset, Page page) throws IOException {
    if (page.changed) {
      file.write(page.bytes.duplicate().clear(), offset, "refcount block");
      page.changed = false;
    }
  }
}
