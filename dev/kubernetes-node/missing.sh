# What a machine must have for a node, and how to get what it lacks. Sourced by `node`.

engine_programs="etcd kube-apiserver kube-controller-manager kube-scheduler kubectl kubelet kube-proxy netpol-agent coredns pause"
# A program, and the Debian package that it comes from.
debian_programs="containerd=containerd runc=runc docker-registry=docker-registry iptables=iptables ipset=ipset conntrack=conntrack nft=nftables
  ethtool=ethtool ip=iproute2 openssl=openssl python3=python3 unshare=util-linux nsenter=util-linux setsid=util-linux busybox=busybox-static"
cni=${CNI_BIN:-/usr/lib/cni}

lacking() { # prints PROGRAM=PACKAGE for each of Debian's programs that is not there
  local pair plugin
  for pair in $debian_programs; do command -v "${pair%=*}" >/dev/null || echo "$pair"; done
  for plugin in ptp portmap host-local loopback; do [ -x "$cni/$plugin" ] || echo "$cni/$plugin=containernetworking-plugins"; done
}
lacking_packages() { lacking | sed 's/.*=//' | LC_ALL=C sort -u; }

lacks_programs() { # prints a line for the engine's, one for Debian's
  local program none=() pairs
  for program in $engine_programs; do command -v "$program" >/dev/null || none+=("$program"); done
  [ ${#none[@]} = 0 ] || echo "not on PATH: ${none[*]} (modelkeep engine build --part control-plane etcd node)"
  pairs=$(lacking)
  [ -z "$pairs" ] || echo "not there: $(sed 's/=.*//' <<<"$pairs" | xargs) (Debian: apt-get install -y --no-install-recommends $(lacking_packages | xargs))"
}

lacks_cgroups() {
  local controller root=/sys/fs/cgroup
  if [ -e "$root/cgroup.controllers" ]; then
    for controller in cpu memory pids; do
      grep -qw "$controller" "$root/cgroup.controllers" || echo "cgroup v2 without the controller $controller in $root/cgroup.controllers"
    done
  else
    for controller in cpu memory pids; do
      [ -d "$root/$controller" ] || echo "no cgroups: neither $root/cgroup.controllers (v2) nor $root/$controller (v1)"
    done
    root=$root/memory
  fi
  if [ -d "$root" ] && ! { mkdir "$root/modelkeep-try" && rmdir "$root/modelkeep-try"; } 2>/dev/null; then
    echo "no folder can be made in $root, which is the cgroups of this machine or container"
  fi
}

lacks() { # prints a line for each thing that this machine lacks
  if [ "$(uname -s)" != Linux ]; then
    echo "this is $(uname -s), and a node is made of Linux namespaces"
    return
  fi
  if [ "$(id -u)" = 0 ]; then
    unshare --mount --net --pid --fork true 2>/dev/null || echo "no namespaces can be made: unshare is refused"
    lacks_cgroups
  else
    echo "not root (uid $(id -u)): namespaces, cgroups and a link to the machine need it"
  fi
  lacks_programs
}

check_machine() { # ends with one message that names all of it
  local all
  all=$(lacks)
  [ -z "$all" ] || fail "this machine cannot run a node:
$(sed 's/^/  - /' <<<"$all")"
}
