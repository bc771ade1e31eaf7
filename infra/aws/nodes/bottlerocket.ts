/** Differences between the pools. */
export interface BottlerocketArgs {
  /** Address of the cluster's DNS. */
  clusterDns: string;
  /** Whether the node has NVIDIA GPUs. */
  nvidia: boolean;
  /** Whether it has local NVMe disks (instance store). */
  instanceStore: boolean;
}

/** One TOML table that EKS can merge: plain keys in the header, no escaped quotes. Source: "Amazon EC2 user data", EKS user guide. */
function table(header: string, values: Record<string, string | number | boolean | string[] | string[][]>): string {
  const key = (name: string) => (/^[\w-]+$/.test(name) ? name : JSON.stringify(name));
  return [`[settings.${header}]`, ...Object.entries(values).map(([name, value]) => `${key(name)} = ${JSON.stringify(value)}`)].join("\n");
}

/** Settings of every node. */
const everyNode = ({ clusterDns }: BottlerocketArgs) => [
  // Set explicitly: otherwise the node calls the EKS API at every boot, which needs another endpoint and permission (`pluto`,
  // bottlerocket-core-kit).
  table("kubernetes", { "cluster-dns-ip": clusterDns, "seccomp-default": true, "pod-pids-limit": 32768 }),
  // Host containers come from a registry that the keep cannot reach, and give access to the node: no SSM shell, no SSH.
  table("host-containers.admin", { enabled: false }),
  table("host-containers.control", { enabled: false }),
  // By default health reports go to an internet host every six hours.
  table("metrics", { "send-metrics": false }),
  // The default list also contains an internet pool. This is Amazon Time Sync, link-local.
  table("ntp", { "time-servers": ["169.254.169.123"] }),
];

/**
 * GPUs are exposed to a container only by its device request. With `envvar`, or if unprivileged containers may use the variable, any image
 * that sets NVIDIA_VISIBLE_DEVICES=all sees every GPU of the node. These are the current defaults, pinned.
 */
const gpuNode = [
  table("kubelet-device-plugins.nvidia", { "device-list-strategy": "volume-mounts", "pass-device-specs": true }),
  table("nvidia-container-runtime", { "visible-devices-as-volume-mounts": true, "visible-devices-envvar-when-unprivileged": false }),
];

/** Images, container layers, emptyDir volumes and pod logs on one RAID 0 of the local disks, created before anything starts. */
const instanceStore = table("bootstrap-commands.instance-store", {
  commands: [
    ["apiclient", "ephemeral-storage", "init"],
    ["apiclient", "ephemeral-storage", "bind", "--dirs", "/var/lib/containerd", "/var/lib/kubelet", "/var/log/pods"],
  ],
  essential: true,
  mode: "always",
});

/**
 * Prevents changes to the running kernel, even by root. Not on GPU nodes: NVIDIA's modules are linked on the node and so not signed, which
 * is why that variant's default is `none`.
 */
const lockdown = table("kernel", { lockdown: "integrity" });

/**
 * User data of a Bottlerocket node, in TOML; EKS adds the cluster's name, endpoint and CA, labels and taints.
 * In-place updates need no setting here: only an update operator in the cluster triggers them, and the keep has none. Nodes are replaced
 * with a new AMI release instead (`maintenance.nodeRelease`). Nothing here reserves memory (huge pages, reservations):
 * infra/nodes/aws-node-share.ts, which computes the model pod's share of a node, assumes none.
 * Source of the settings: bottlerocket.dev, api/settings, 1.54 to 1.66, and `sources/shared-defaults` of bottlerocket-os/bottlerocket.
 */
export function bottlerocketUserData(args: BottlerocketArgs): string {
  const tables = [...everyNode(args), ...(args.nvidia ? gpuNode : [lockdown]), ...(args.instanceStore ? [instanceStore] : [])];
  return `${tables.join("\n\n")}\n`;
}
