import type { Mutation } from "./mutation.ts";

const aws = (file: string) => `infra/aws/${file}.ts`;
const tested = (file: string) => `tests/infra/aws/${file}.test.ts`;

/** Edits that would weaken the nodes or misplace them. */
export const nodeMutations: Mutation[] = [
  {
    name: "nodes may read S3",
    file: aws("node-policy"),
    find: 'Action: "ec2:DescribeInstances"',
    replace: 'Action: ["ec2:DescribeInstances", "s3:GetObject"]',
    test: tested("node-role"),
    fails: "what a node may do > is this list and nothing more",
  },
  {
    name: "nodes pull from every repository",
    file: aws("node-policy"),
    find: "Resource: images.map(repository)",
    replace: 'Resource: "*"',
    test: tested("node-role"),
    fails: "what a node may do > holds for every resource only where IAM knows none to name",
  },
  {
    name: "pods reach the node's role: IMDS hop limit 2",
    file: aws("node-pool"),
    find: "httpPutResponseHopLimit: 1",
    replace: "httpPutResponseHopLimit: 2",
    test: tested("gpu-pool"),
    fails: "the GPU pool > keeps the node's role from its pods: IMDSv2 with a hop limit of 1",
  },
  {
    name: "nodes answer IMDSv1",
    file: aws("node-pool"),
    find: 'httpTokens: "required"',
    replace: 'httpTokens: "optional"',
    test: tested("system-pool"),
    fails: "the system pool (first preview: true) > keeps the node's role from its pods: IMDSv2 with a hop limit of 1",
  },
  {
    name: "volumes of nodes are not encrypted",
    file: aws("node-pool"),
    find: 'encrypted: "true", kmsKeyId,',
    replace: "",
    test: tested("system-pool"),
    fails: "the system pool (first preview: true) > encrypts both volumes with the keep's key",
  },
  {
    name: "nodes get public addresses",
    file: aws("efa"),
    find: 'associatePublicIpAddress: "false"',
    replace: 'associatePublicIpAddress: "true"',
    test: tested("system-pool"),
    fails: "the system pool (first preview: true) > has no key pair, no remote access and no public address",
  },
  {
    name: "any pod may run on GPU nodes",
    file: aws("gpu-pool"),
    find: "taints: [gpuTaint],",
    replace: "",
    test: tested("gpu-pool"),
    fails: "the GPU pool > takes no pod that does not ask for a GPU",
  },
  {
    name: "a Capacity Block's pool reaches for other zones",
    file: aws("gpu-pool"),
    find: 'purchase.kind === "capacity-block" ? purchase.zone :',
    replace: "",
    test: tested("gpu-pool"),
    fails: "a Capacity Block > lives in its one zone, and in no placement group",
  },
  {
    name: "a Capacity Block without its market type",
    file: aws("node-pool"),
    find: '...(purchase.kind === "capacity-block" ? { instanceMarketOptions: { marketType: "capacity-block" } } : {}),',
    replace: "",
    test: tested("gpu-pool"),
    fails: "a Capacity Block > has its market type in the launch template and its capacity type in the node group",
  },
  {
    name: "an image that sets NVIDIA_VISIBLE_DEVICES sees every GPU",
    file: aws("bottlerocket"),
    find: '"visible-devices-envvar-when-unprivileged": false',
    replace: '"visible-devices-envvar-when-unprivileged": true',
    test: tested("bottlerocket"),
    fails: "user data of a GPU node > gives GPUs by device request alone, whatever NVIDIA_VISIBLE_DEVICES says",
  },
  {
    name: "nodes run the SSM host container",
    file: aws("bottlerocket"),
    find: 'table("host-containers.control", { enabled: false })',
    replace: 'table("host-containers.control", { enabled: true })',
    test: tested("bottlerocket"),
    fails: "user data of a system node > leaves no host container running",
  },
];
