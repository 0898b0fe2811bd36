# Runs in the guest as root, from the shared directory /w.  The disk is /dev/vda.
export LC_ALL=C HOME=/tmp PATH=/usr/sbin:/usr/bin
need() { :; }
. /w/workload.sh
. /w/settings.sh

# step: what begins now, with the uptime; note: a remark.  Both go into the provenance.
note() { echo "NOTE: $*"; }
step() { echo "== $(cut -d' ' -f1 /proc/uptime) $*"; }
uptime_seconds() { cut -d. -f1 /proc/uptime; }
# For workloads that go on for a while: true until their minutes are over.
time_left() { [ "$(uptime_seconds)" -lt "$DEADLINE" ]; }

# The device to mount: the whole disk, or the largest partition with a file system that the guest knows.
find_file_system() {
    local device size best_size=0 type devices
    devices=(/dev/vda /dev/vda[0-9]*)
    if [ -n "$PARTITION" ]; then devices=("/dev/vda$PARTITION"); fi
    for device in "${devices[@]}"; do
        [ -b "$device" ] || continue
        type=$(blkid -p -o value -s TYPE "$device") || continue
        case $type in ext2|ext3|ext4|xfs|btrfs|vfat) ;; *) continue ;; esac
        size=$(blockdev --getsize64 "$device")
        if [ "$size" -gt "$best_size" ]; then
            best_size=$size DEVICE=$device FILE_SYSTEM=$type
        fi
    done
    if [ "$best_size" = 0 ]; then
        echo "no ext2, ext3, ext4, xfs, btrfs or vfat file system found on ${devices[*]}; the disk holds:"
        blkid -p /dev/vda /dev/vda[0-9]* || :
        exit 1
    fi
}
check_file_system() {
    case $FILE_SYSTEM in
        ext*) e2fsck -fn "$DEVICE" >/dev/null 2>&1 ;;
        xfs) xfs_repair -n "$DEVICE" >/dev/null 2>&1 ;;
        *) note "no check of $FILE_SYSTEM after the run" ;;
    esac
}

set -e
trap 'rc=$?; [ $rc = 0 ] || { echo "JOB FAILED ($rc)"; dmesg | tail -5; }' EXIT
step mount
DEVICE=/dev/vda
if [ -z "$FILE_SYSTEM" ]; then find_file_system; note "file system: $FILE_SYSTEM on $DEVICE"; fi
mount -t "$FILE_SYSTEM" ${MOUNT_OPTIONS:+-o "$MOUNT_OPTIONS"} "$DEVICE" /mnt/d
DEADLINE=$(( $(uptime_seconds) + ${MINUTES:-0} * 60 ))
guest_job
step umount
cd /
umount /mnt/d
check_file_system || { echo "the file system is not clean after the run"; exit 1; }
step end
echo "JOB DONE"
