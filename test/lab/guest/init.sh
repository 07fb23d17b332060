# Process 1 of the lab's machine. The host writes NODE, DEBIAN, CHECKOUT, SECONDS_LIMIT, SCRIPT and ARGUMENTS above this text.
# It lays a throw-away overlay over the host's files (read-only, as this user sees them) and Debian's packages, runs one
# Node program in it, reports its exit status on the event line (ttyS0) and powers off.

exec </dev/null >/dev/tty0 2>&1
umask 022
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
stage=/tmp

die() {
	echo "lab: the machine could not be prepared: $1"
	echo '{"type":"exit","status":125}' >/dev/ttyS0
	halt
}

halt() {
	sleep 0.1 # lets the host read the last bytes of both lines
	echo o >/proc/sysrq-trigger
	sleep 10
}

mount -t proc proc /proc && mount -t sysfs sys /sys || die "proc and sysfs"
stty -F /dev/ttyS0 raw -echo
(sleep "$SECONDS_LIMIT"; echo "lab: halted after its limit of $SECONDS_LIMIT s"; echo o >/proc/sysrq-trigger) &

# The kernel sees the host's / ; the packages come from a second hostfs, because overlay layers must not contain each other.
mount -t tmpfs tmpfs $stage && mkdir -p $stage/debian $stage/host $stage/base/up $stage/base/work $stage/base/root
mount -t hostfs none $stage/debian -o "ro,$DEBIAN" && mount --bind / $stage/host || die "hostfs"
ln -s $stage/debian/usr/bin/kmod $stage/insmod
modules=$stage/debian/usr/lib/uml/modules/$(uname -r)
LD_LIBRARY_PATH=$stage/debian/usr/lib/x86_64-linux-gnu $stage/insmod "$modules/kernel/fs/overlayfs/overlay.ko" || die "overlay.ko"

# This project's commands are a layer too, so that every host has them on its PATH. The checkout is seen by way of the
# stage, which may hide a checkout below it.
mkdir -p $stage/common/usr/local/sbin
for command in "$stage/host$CHECKOUT"/dist/bin/*.cjs; do
	name=${command##*/}
	ln -s "$CHECKOUT/dist/bin/$name" "$stage/common/usr/local/sbin/${name%.cjs}"
done
root=$stage/base/root
layers="lowerdir=$stage/common:/:$stage/debian,upperdir=$stage/base/up,workdir=$stage/base/work"
mount -t overlay overlay -o "$layers" $root || die "overlay"

# Everything from here on is written to memory only. /lab carries the stage into the new root, for the hosts' own overlays.
mkdir -p $root/lab && mount --rbind $stage $root/lab && mount --rbind /dev $root/dev || die "/lab and /dev"
mount --rbind /proc $root/proc && mount --rbind /sys $root/sys && mount -t tmpfs -o mode=755 tmpfs $root/run || die "/proc, /sys, /run"
mkdir -p $root/dev/pts $root/dev/shm && mount -t devpts devpts $root/dev/pts
cd $root && export HOME=/root LC_ALL=C.UTF-8 NO_COLOR=1 LVSKIT_IN_LAB=1 PATH="/usr/local/sbin:${NODE%/*}:$PATH"
mkdir -p root lib/modules && mount -t tmpfs tmpfs lib/modules
ln -s "/lab/debian/usr/lib/uml/modules/$(uname -r)" lib/modules/
chroot . modprobe -a ip_vs ip_vs_rr ip_vs_wrr ip_vs_lc ip_vs_wlc ip_vs_lblc ip_vs_lblcr ip_vs_dh ip_vs_sh ip_vs_sed ip_vs_nq \
	ip_vs_fo ip_vs_ovf ip_vs_mh ip_vs_ftp ip_vs_pe_sip nf_conntrack veth bridge macvlan ipip dummy || die "kernel modules"
chroot . ip link set lo up
echo 1 >/proc/sys/net/core/fb_tunnels_only_for_init_net # a new host has lo and nothing else

export CHECKOUT NODE SCRIPT
# Not on the terminal itself: the end of a person's shell hangs that up, and Node aborts where it cannot restore it.
{
	eval "chroot . sh -c 'cd \"\$CHECKOUT\" && exec \"\$NODE\" \"\$SCRIPT\" \"\$@\"' sh $ARGUMENTS"
	echo "{\"type\":\"exit\",\"status\":$?}" >/dev/ttyS0
} 2>&1 | cat
halt
