/** What differs between the pools. */
export interface BottlerocketArgs {
  /** Address of the cluster's DNS. */
  clusterDns: string;
  /** Whether the node has NVIDIA GPUs. */
  nvidia: boolean;
  /** Whether it has NVMe disks of its own (instance store). */
  instanceStore: boolean;
}

/** One table of TOML, as EKS can merge it: plain keys in the header, no escaped quotes. Source: "Amazon EC2 user data", EKS user guide. */
function table(header: string, values: Record<string, string | number | boolean | string[] | string[][]>): string {
  const key = (name: string) => (/^[\w-]+$/.test(name) ? name : JSON.stringify(name));
  return [`[settings.${header}]`, ...Object.entries(values).map(([name, value]) => `${key(name)} = ${JSON.stringify(value)}`)].join("\n");
}

/** On every node. */
const everyNode = ({ clusterDns }: BottlerocketArgs) => [
  // Told rather than asked: without it the node asks the EKS API at every boot, which takes an endpoint and a right more (`pluto`, bottlerocket-core-kit).
  table("kubernetes", { "cluster-dns-ip": clusterDns, "seccomp-default": true, "pod-pids-limit": 32768 }),
  // Host containers come from a registry that the keep does not reach, and are ways onto the node: no SSM shell, no SSH.
  table("host-containers.admin", { enabled: false }),
  table("host-containers.control", { enabled: false }),
  // Health reports go to a host on the internet every six hours, unless told not to.
  table("metrics", { "send-metrics": false }),
  // The default list also names a pool on the internet. This one is Amazon Time Sync, link-local.
  table("ntp", { "time-servers": ["169.254.169.123"] }),
];

/**
 * GPUs reach a container by its device request alone. With `envvar`, or for unprivileged containers with the variable honoured, any image
 * that sets NVIDIA_VISIBLE_DEVICES=all sees every GPU of the node. These are the defaults of today, written down so that they stay.
 */
const gpuNode = [
  table("kubelet-device-plugins.nvidia", { "device-list-strategy": "volume-mounts", "pass-device-specs": true }),
  table("nvidia-container-runtime", { "visible-devices-as-volume-mounts": true, "visible-devices-envvar-when-unprivileged": false }),
];

/** Images, container layers, emptyDir volumes and pod logs on one RAID 0 of the node's own disks, made before anything starts. */
const instanceStore = table("bootstrap-commands.instance-store", {
  commands: [
    ["apiclient", "ephemeral-storage", "init"],
    ["apiclient", "ephemeral-storage", "bind", "--dirs", "/var/lib/containerd", "/var/lib/kubelet", "/var/log/pods"],
  ],
  essential: true,
  mode: "always",
});

/**
 * Forbids changes of the running kernel, even by root. Not on GPU nodes: NVIDIA's modules are linked on the node and so not signed,
 * which is why that variant's default is `none`.
 */
const lockdown = table("kernel", { lockdown: "integrity" });

/**
 * User data of a Bottlerocket node, in TOML; EKS adds the cluster's name, endpoint and CA, labels and taints.
 * Updates in place need no switch here: nothing on the node looks for one unless an operator in the cluster asks, and the keep has none.
 * Nodes are replaced by AMI release instead (`maintenance.nodeRelease`). Nothing here sets memory aside (huge pages, reservations): what a
 * node has for the model's pod is computed in infra/nodes/aws-node-share.ts, which knows of none.
 * Source of the settings: bottlerocket.dev, api/settings, 1.54 to 1.66, and `sources/shared-defaults` of bottlerocket-os/bottlerocket.
 */
export function bottlerocketUserData(args: BottlerocketArgs): string {
  const tables = [...everyNode(args), ...(args.nvidia ? gpuNode : [lockdown]), ...(args.instanceStore ? [instanceStore] : [])];
  return `${tables.join("\n\n")}\n`;
}
