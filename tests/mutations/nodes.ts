import type { Mutation } from "./mutation.ts";

/** Edits that would weaken the nodes or misplace them. */
export const nodeMutations: Mutation[] = [
  {
    name: "nodes may read S3",
    in: "nodePolicy",
    find: 'Action: "ec2:DescribeInstances"',
    replace: 'Action: ["ec2:DescribeInstances", "s3:GetObject"]',
    fails: "node-role-least-rights",
  },
  {
    name: "nodes pull from every repository",
    in: "nodePolicy",
    find: "Resource: images.map(repository)",
    replace: 'Resource: "*"',
    fails: "node-role-resources-named",
  },
  {
    name: "pods reach the node's role: IMDS hop limit 2",
    in: "launchTemplate",
    find: "httpPutResponseHopLimit: 1",
    replace: "httpPutResponseHopLimit: 2",
    fails: "gpu-pool-imds-hop-limit",
  },
  {
    name: "nodes answer IMDSv1",
    in: "launchTemplate",
    find: 'httpTokens: "required"',
    replace: 'httpTokens: "optional"',
    fails: "system-pool-imds-hop-limit",
  },
  {
    name: "volumes of nodes are not encrypted",
    in: "volume",
    find: 'encrypted: "true", kmsKeyId,',
    replace: "",
    fails: "system-pool-volumes-encrypted",
  },
  {
    name: "nodes get public addresses",
    in: "networkInterfaces",
    find: 'associatePublicIpAddress: "false"',
    replace: 'associatePublicIpAddress: "true"',
    fails: "system-pool-no-remote-access",
  },
  {
    name: "any pod may run on GPU nodes",
    in: "GpuPool",
    find: "taints: [gpuTaint],",
    replace: "",
    fails: "gpu-pool-gpu-pods-alone",
  },
  {
    name: "a Capacity Block's pool reaches for other zones",
    in: "GpuPool",
    find: 'purchase.kind === "capacity-block" ? purchase.zone :',
    replace: "",
    fails: "capacity-block-one-zone",
  },
  {
    name: "a Capacity Block without its market type",
    in: "market",
    find: '...(purchase.kind === "capacity-block" ? { instanceMarketOptions: { marketType: "capacity-block" } } : {}),',
    replace: "",
    fails: "capacity-block-market-type",
  },
  {
    name: "an image that sets NVIDIA_VISIBLE_DEVICES sees every GPU",
    in: "infra#gpuNode",
    find: '"visible-devices-envvar-when-unprivileged": false',
    replace: '"visible-devices-envvar-when-unprivileged": true',
    fails: "gpus-by-device-request-alone",
  },
  {
    name: "nodes run the SSM host container",
    in: "infra#everyNode",
    find: 'table("host-containers.control", { enabled: false })',
    replace: 'table("host-containers.control", { enabled: true })',
    fails: "bottlerocket-no-host-container",
  },
];
