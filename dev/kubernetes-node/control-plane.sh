# Identities, and the programs of the control plane. Sourced by `node`.

authority() { openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=node -keyout "$dir/pki/ca.key" -out "$dir/pki/ca.crt" 2>/dev/null; }
certificate() { # certificate FILE SUBJECT [NAMES]
  openssl req -newkey rsa:2048 -nodes -subj "$2" -keyout "$dir/pki/$1.key" -out "$dir/pki/$1.csr" 2>/dev/null
  openssl x509 -req -in "$dir/pki/$1.csr" -CA "$dir/pki/ca.crt" -CAkey "$dir/pki/ca.key" -CAcreateserial -days 30 -out "$dir/pki/$1.crt" \
    -extfile <(echo "subjectAltName=${3:-DNS:none}") 2>/dev/null
}
user() { # user FILE NAME GROUPS: a token, and a kubeconfig with it
  local token; token=$(openssl rand -hex 16)
  echo "$token,$2,$1${3:+,\"$3\"}" >>"$dir/pki/tokens.csv"
  cat >"$dir/$1.kubeconfig" <<Y
apiVersion: v1
kind: Config
current-context: node
clusters: [{name: node, cluster: {server: "https://$address:6443", certificate-authority: "$dir/pki/ca.crt"}}]
users: [{name: $1, user: {token: "$token"}}]
contexts: [{name: node, context: {cluster: node, user: $1}}]
Y
}

control_plane() {
  address=$(cat "$dir/address")
  authority
  openssl genrsa -out "$dir/pki/sa.key" 2048 2>/dev/null
  certificate apiserver /CN=kube-apiserver "IP:$address,IP:127.0.0.1,IP:10.0.0.1,DNS:kubernetes.default.svc,DNS:kubernetes.default.svc.cluster.local"
  certificate to-kubelet /O=system:masters/CN=kube-apiserver
  certificate kubelet "/O=system:nodes/CN=system:node:$node" "IP:$address,DNS:$node"
  user admin admin system:masters
  user controllers system:kube-controller-manager system:masters
  user scheduler system:kube-scheduler
  user kubelet "system:node:$node" system:nodes
  user proxy system:kube-proxy
  user netpol netpol-agent
  local peer=http://127.0.0.1:2380 client=http://127.0.0.1:2379
  program etcd etcd --data-dir "$dir/etcd" --listen-client-urls "$client" --advertise-client-urls "$client" --listen-peer-urls "$peer" \
    --initial-advertise-peer-urls "$peer" --initial-cluster "default=$peer" --log-level warn
  program kube-apiserver kube-apiserver --etcd-servers "$client" --bind-address 0.0.0.0 --secure-port 6443 --advertise-address "$address" \
    --tls-cert-file "$dir/pki/apiserver.crt" --tls-private-key-file "$dir/pki/apiserver.key" --token-auth-file "$dir/pki/tokens.csv" \
    --kubelet-certificate-authority "$dir/pki/ca.crt" --kubelet-client-certificate "$dir/pki/to-kubelet.crt" --kubelet-client-key "$dir/pki/to-kubelet.key" \
    --kubelet-preferred-address-types InternalIP --authorization-mode Node,RBAC --enable-admission-plugins NodeRestriction --allow-privileged=true --service-cluster-ip-range "$services" \
    --service-account-issuer https://kubernetes.default.svc --service-account-key-file "$dir/pki/sa.key" --service-account-signing-key-file "$dir/pki/sa.key"
  export KUBECONFIG=$dir/admin.kubeconfig
  wait_for kube-apiserver kubectl get --raw /readyz
  program kube-controller-manager kube-controller-manager --kubeconfig "$dir/controllers.kubeconfig" --service-account-private-key-file "$dir/pki/sa.key" \
    --root-ca-file "$dir/pki/ca.crt" --leader-elect=false --secure-port 0 --allocate-node-cidrs --cluster-cidr "$pods"
  program kube-scheduler kube-scheduler --kubeconfig "$dir/scheduler.kubeconfig" --leader-elect=false --secure-port 0
}
