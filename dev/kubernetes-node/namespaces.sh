# Namespaces of the node, its link to the machine, its cgroups, and the programs in it. Sourced by `node`.

first() { cat "$dir/pid/first"; } # the first process of the namespaces
inside() { nsenter --target "$(first)" --mount --net --pid -- "$@"; }
wait_for() { # wait_for WHAT COMMAND...: ends at once where a program of the node has ended
  local what=$1 i program
  shift
  for i in $(seq "$((patience * 5))"); do
    "$@" >/dev/null 2>&1 && return
    [ -d "/proc/$(cat "$dir/pid/outer")" ] || fail "the node's first process has ended: $(tail -n 1 "$dir/log/first")"
    for program in $([ $((i % 10)) = 0 ] && ls "$dir/programs"); do
      runs "$program" || fail "$program has ended: $(tail -n 1 "$dir/log/$program" | cut -c 1-500)"
    done
    sleep 0.2
  done
  fail "$what did not come up in $patience s"
}

# A program is kept as a script that starts it, so that it can be started again as it was.
program() { # program NAME COMMAND...
  local name=$1
  rm -f "$dir/pid/$name"
  shift
  { echo '#!/bin/sh'; echo "echo \$\$ >'$dir/pid/$name'"; echo "exec $(printf '%q ' "$@")"; } >"$dir/programs/$name"
  start_program "$name"
  while [ ! -e "$dir/pid/$name" ]; do sleep 0.05; done
}
start_program() {
  setsid nsenter --target "$(first)" --mount --net --pid -- bash "$dir/programs/$1" >>"$dir/log/$1" 2>&1 </dev/null &
  disown # the shell is not to tell how it ends
}
runs() { [ -e "$dir/pid/$1" ] && inside kill -0 "$(cat "$dir/pid/$1")" 2>/dev/null; }
stop_program() {
  local pid
  pid=$(cat "$dir/pid/$1")
  inside kill "$pid" 2>/dev/null || return 0
  for _ in $(seq 100); do
    inside kill -0 "$pid" 2>/dev/null || return 0
    sleep 0.1
  done
  inside kill -9 "$pid" 2>/dev/null || true
}

namespaces() { # namespaces CORES MEMORY, either empty where the machine's own is to count
  cat >"$dir/first" <<'F'
set -e
mount --make-rshared /            # kubelet and containers share mounts; none of them reaches the machine
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /run/lock /run/settings /run/var-lib/upper /run/var-lib/work
mount -t tmpfs tmpfs /var/log     # kubelet links the logs of containers from there
mount -t overlay -o lowerdir=/var/lib,upperdir=/run/var-lib/upper,workdir=/run/var-lib/work overlay /var/lib   # the cache of libcni
setting() { # setting NAME VALUE: what kubelet wants to find, without telling the kernel
  [ "$(cat "/proc/sys/$1")" != "$2" ] || return 0
  file=/run/settings/$(echo "$1" | tr / -)
  echo "$2" >"$file" && mount --bind "$file" "/proc/sys/$1"
}
setting vm/overcommit_memory 1; setting vm/panic_on_oom 0; setting kernel/panic 10; setting kernel/panic_on_oops 1
setting kernel/keys/root_maxkeys 1000000; setting kernel/keys/root_maxbytes 25000000
if [ -n "$1" ]; then
  # kubelet counts folders of cores, and reads which core each is from its name: cpu1 and cpu01 are the core 1, counted twice.
  real=$(nproc --all) from=/sys/devices/system/node/node0 to=/run/numa/node0
  mkdir -p "$to/hugepages"
  for file in meminfo distance; do cat "$from/$file" >"$to/$file"; done
  for i in $(seq 0 $(($1 - 1))); do
    core=$to/cpu$(printf "%0$((1 + i / real))d" $((i % real)))
    mkdir -p "$core/topology"
    echo "$i" >"$core/topology/core_id"
    echo 0 >"$core/topology/physical_package_id"
  done
  mount --bind /run/numa /sys/devices/system/node
fi
if [ -n "$2" ]; then
  sed "s/^MemTotal:.*/MemTotal: $(($2 << 20)) kB/" /proc/meminfo >/run/meminfo
  mount --bind /run/meminfo /proc/meminfo
fi
touch /run/ready
while :; do sleep 3600 & wait; done   # and reap what lost its parent
F
  setsid unshare --mount --net --pid --fork --kill-child=KILL --mount-proc --propagation private bash "$dir/first" "$1" "$2" >"$dir/log/first" 2>&1 </dev/null &
  local outer=$!
  disown
  echo "$outer" >"$dir/pid/outer"
  wait_for "the first process" sh -c "grep -q . /proc/$outer/task/$outer/children"
  tr -d ' ' <"/proc/$outer/task/$outer/children" >"$dir/pid/first"
  wait_for "the first process's mounts" inside test -e /run/ready
}

link() { # a network of two addresses for the node and the machine: the first that no other node has
  local i machine address
  for i in $(seq 0 63); do
    if ip link add "modelkeep$i" type veth peer name eth0 netns "$(first)" 2>/dev/null; then
      echo "modelkeep$i" >"$dir/link"
      break
    fi
  done
  [ -e "$dir/link" ] || fail "no link could be made: 64 nodes run already, or this machine has no virtual links (veth)"
  machine=10.250.$i.1 address=10.250.$i.2
  echo "$address" >"$dir/address"
  ip address add "$machine/30" dev "modelkeep$i"
  ip link set "modelkeep$i" up
  inside ip link set lo up
  inside ip link set eth0 up
  inside ip address add "$address/30" dev eth0
  inside ip route add default via "$machine"
  inside sh -c 'echo 1 >/proc/sys/net/ipv4/ip_forward'
}

cgroups() { # of the node's pods: a folder in each hierarchy (v1), or in the one there is (v2)
  local folder file group root=/sys/fs/cgroup
  group=$(cat "$dir/link")
  if [ -e "$root/cgroup.controllers" ]; then
    mkdir -p "$root/$group"
    for folder in "$root" "$root/$group"; do
      echo "+cpu +cpuset +memory +pids" >"$folder/cgroup.subtree_control" 2>/dev/null || echo "+cpu +memory +pids" >"$folder/cgroup.subtree_control"
    done
    return
  fi
  for folder in "$root"/*/; do
    mkdir -p "$folder$group"
    for file in cpuset.cpus cpuset.mems; do
      if [ -e "$folder$file" ]; then cat "$folder$file" >"$folder$group/$file"; fi
    done
  done
}
remove_cgroups() { # remove_cgroups NAME
  local folder
  for folder in /sys/fs/cgroup/"$1" /sys/fs/cgroup/*/"$1"; do
    if [ -d "$folder" ]; then find "$folder" -depth -type d -exec rmdir {} + 2>/dev/null || [ ! -d "$folder" ] || return 1; fi
  done
}

halt() { # ends the node: its first process, with which all others end, its link and its cgroups
  local link outer
  [ -e "$dir/pid/outer" ] || return 0
  outer=$(cat "$dir/pid/outer")
  # The number may be another process's by now; the node's own has the namespaces' first process as its child.
  if grep -qs "$dir/first" <(tr '\0' ' ' <"/proc/$outer/cmdline"); then kill -9 "$outer" 2>/dev/null || true; fi
  if [ -e "$dir/link" ]; then
    link=$(cat "$dir/link")
    # With the last process of the namespaces the link goes by itself.
    for _ in $(seq 100); do ip link show "$link" >/dev/null 2>&1 || break; sleep 0.1; done
    ip link delete "$link" 2>/dev/null || true
    for _ in $(seq 100); do remove_cgroups "$link" && break; sleep 0.1; done
    remove_cgroups "$link" || fail "cgroups named $link cannot be removed: processes are still in them"
  fi
  rm -f "$dir/pid/outer" "$dir/link"
}
