# The guest's kernel (a Debian package, unpacked but not installed) and its initramfs.

# Sets KPKG (package), KVER (version) and KERN (folder in the cache with boot/ and lib/modules/).
prepare_kernel() {
    local deb
    KPKG=$(apt-cache depends linux-image-amd64 2>/dev/null | awk '/Depends: linux-image-[0-9]/ && !n++ {print $2}') || :
    [ -n "$KPKG" ] || die "apt knows no linux-image-amd64; run 'apt-get update' (Debian on amd64 only)"
    deb=$(fetch_package "$KPKG")
    note_package "$deb"
    KERN=$CACHE/$(basename "$deb" .deb)
    if [ ! -d "$KERN" ]; then
        say "unpacking the guest's kernel"
        rm -rf "$KERN.new"
        mkdir "$KERN.new"
        # Drivers of graphics, sound and network cards are most of the package and of no use here.
        dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$KERN.new" --wildcards \
            --exclude='*/drivers/gpu' --exclude='*/drivers/media' --exclude='*/kernel/sound' --exclude='*/drivers/net/*' \
            './boot/*' './lib/modules/*'
        depmod -b "$KERN.new" "$(ls "$KERN.new/lib/modules")"
        mv "$KERN.new" "$KERN"
    fi
    KVER=$(ls "$KERN/lib/modules")
    cp "$KERN/boot/vmlinuz-$KVER" vmlinuz
}

# build_initramfs FILE_SYSTEM...: ird.gz from busybox, guest/init and the modules needed.
build_initramfs() {
    local applet module
    busybox true || die "busybox does not run"
    if ldd "$(command -v busybox)" >/dev/null 2>&1; then
        die "busybox is dynamically linked; install the package busybox-static"
    fi
    mkdir -p ird/{bin,dev,proc,sys,mod,r}
    cp "$(command -v busybox)" ird/bin/busybox
    for applet in sh mount insmod mkdir ln cp echo cat grep sync poweroff chroot chmod hostname; do ln -s busybox "ird/bin/$applet"; done
    for module in virtio_pci virtio_blk 9p 9pnet_virtio crc32c_generic crc32c-intel "$@"; do
        modprobe -d "$KERN" -S "$KVER" --show-depends "$module" | awk '/^insmod/{print $2}'
    done | awk '!seen[$0]++' > modules.txt
    while read -r module; do
        cp "$module" ird/mod/
        basename "$module"
    done < modules.txt > ird/mod/order
    cp "$HERE/guest/init" ird/init
    chmod +x ird/init
    ( cd ird && find . | cpio -o -H newc --quiet | gzip -1 ) > ird.gz
}
