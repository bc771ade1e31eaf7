# What every node runs: a registry, containerd, kubelet, kube-proxy and the agent that enforces network policies. Sourced by `node`.

registry() { # every image comes from here, whatever registry its name says
  cat >"$dir/registry.yaml" <<Y
version: 0.1
storage: {filesystem: {rootdirectory: $dir/registry}, delete: {enabled: true}}
http: {addr: "0.0.0.0:5000"}
log: {level: warn, accesslog: {disabled: true}}
Y
  program registry docker-registry serve "$dir/registry.yaml"
  wait_for "the registry" inside bash -c ': </dev/tcp/127.0.0.1/5000'
}

runtime() {
  mkdir -p "$dir"/{containerd,cni,hosts/_default}
  cat >"$dir/hosts/_default/hosts.toml" <<T
[host."http://127.0.0.1:5000"]
  capabilities = ["pull", "resolve"]
T
  cat >"$dir/cni/10-node.conflist" <<J
{"cniVersion": "1.0.0", "name": "node", "plugins": [
  {"type": "ptp", "ipMasq": true, "ipam": {"type": "host-local", "dataDir": "$dir/cni/addresses", "subnet": "10.244.0.0/24", "routes": [{"dst": "0.0.0.0/0"}]}},
  {"type": "portmap", "capabilities": {"portMappings": true}}]}
J
  cat >"$dir/containerd.toml" <<T
version = 2
root = "$dir/containerd"
state = "/run/containerd"
disabled_plugins = ["io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.zfs", "io.containerd.internal.v1.opt"]
[grpc]
  address = "/run/containerd/containerd.sock"
[plugins."io.containerd.grpc.v1.cri"]
  restrict_oom_score_adj = true   # where root has no CAP_SYS_RESOURCE, nobody may be made harder to kill
  sandbox_image = "$(cat "$dir/pause")"
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "$cni"
    conf_dir = "$dir/cni"
  [plugins."io.containerd.grpc.v1.cri".registry]
    config_path = "$dir/hosts"
T
  program containerd containerd --config "$dir/containerd.toml"
  wait_for containerd inside test -S /run/containerd/containerd.sock
}

agents() {
  mkdir -p "$dir/kubelet"
  : >"$dir/resolv.conf"
  cat >"$dir/kubelet.yaml" <<Y
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
containerRuntimeEndpoint: unix:///run/containerd/containerd.sock
cgroupDriver: cgroupfs
cgroupRoot: /$(cat "$dir/link")
failCgroupV1: false
failSwapOn: false
seccompDefault: true
podLogsDir: $dir/pod-logs
volumePluginDir: $dir/volume-plugins
clusterDNS: [$dns]
clusterDomain: cluster.local
resolvConf: $dir/resolv.conf
tlsCertFile: $dir/pki/kubelet.crt
tlsPrivateKeyFile: $dir/pki/kubelet.key
authentication: {anonymous: {enabled: false}, webhook: {enabled: true}, x509: {clientCAFile: $dir/pki/ca.crt}}
authorization: {mode: Webhook}
evictionHard: {memory.available: 100Mi, nodefs.available: 1%, imagefs.available: 1%, nodefs.inodesFree: 1%}
imageGCHighThresholdPercent: 100
Y
  program kubelet kubelet --kubeconfig "$dir/kubelet.kubeconfig" --config "$dir/kubelet.yaml" --root-dir "$dir/kubelet" --cert-dir "$dir/pki" \
    --hostname-override "$node" --node-ip "$address" --node-labels topology.kubernetes.io/zone=zone-0
  cat >"$dir/proxy.yaml" <<Y
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: nftables
clusterCIDR: $pods
hostnameOverride: $node
clientConnection: {kubeconfig: $dir/proxy.kubeconfig}
conntrack: {maxPerCore: 0, min: 0, tcpEstablishedTimeout: 0s, tcpCloseWaitTimeout: 0s}
Y
  program kube-proxy kube-proxy --config "$dir/proxy.yaml"
  # The agent accepts by a mark; what it has not judged is dropped, by default and pod by pod.
  inside iptables -A FORWARD -m mark --mark 0x20000/0x20000 -j ACCEPT
  inside iptables -A FORWARD -s "$pods" -j DROP
  inside iptables -A FORWARD -d "$pods" -j DROP
  program policy-gate "$here/policy-gate" "$pods"
  wait_for "the node's name" kubectl get node "$node"   # the agent ends where it does not find it
  program netpol-agent netpol-agent --kubeconfig "$dir/netpol.kubeconfig" --hostname-override "$node" --service-cluster-ip-range "$services"
}
