import { block, eks, existing, onCpus as noGpus, put } from "../good-settings.ts";
import { onBlock, onEks, onExisting, type Row } from "./row.ts";

const blockFrom = (start: string, end: string) => block(put("capacity.purchase.start", start), put("capacity.purchase.end", end));

/** A keep on a cluster without GPUs. */
const onCpus = (...edits: ReturnType<typeof put>[]) =>
  existing(put("model.name", "DeepSeek-R1-Distill-Qwen-1.5B"), noGpus, put("capacity.gpus", undefined), ...edits);

/** Hardware of which each field is right by itself, but not for the target, the model or the date. */
export const badHardware: readonly Row[] = [
  // Hardware
  onEks(
    "more replicas at least than at most",
    "capacity.replicas",
    { min: 5, max: 2 },
    /is more than capacity\.replicas\.max; accepted: 0 to 2/,
    "capacity.replicas.min",
  ),
  onEks("no instance", "capacity.instance", undefined, /is missing: the AWS GPU instance type.*g6e\.12xlarge/),
  onEks(
    "GPUs of a cluster that exists",
    "capacity.gpus",
    { count: 1, memoryGiB: 80 },
    /is for target "existing"; accepted: capacity\.instance only/,
  ),
  {
    title: "an instance on a cluster that exists",
    raw: existing(put("capacity.instance", "g6e.12xlarge")),
    path: "capacity.instance",
    message: /target\.kind is "existing"; accepted: capacity\.gpus/,
  },
  onExisting("no GPUs on a cluster that exists", "capacity.gpus", undefined, /is missing: .*accepted: \{count, memoryGiB\}/),
  {
    title: "GPUs where there are none",
    raw: existing(noGpus),
    path: "capacity.gpus",
    message: /target\.accelerator is "none"; accepted: one or the other/,
  },
  {
    title: "an instance on a cluster without GPUs",
    raw: onCpus(put("capacity.instance", "g6e.12xlarge")),
    path: "capacity.instance",
    message: /target\.kind is "existing"; accepted: leave it out/,
  },
  onExisting(
    "a reservation on a cluster that exists",
    "capacity.purchase",
    { kind: "reserved", reservationId: "cr-0123456789abcdef0" },
    /is for target eks; accepted: on-demand/,
    "capacity.purchase.kind",
  ),
  // Layout
  {
    title: "a layout of half of the GPUs",
    raw: eks(put("capacity.layout", { tensorParallel: 2, expertParallel: false })),
    path: "capacity.layout",
    message: /tensor x data parallel is 2, and a node has 4 GPUs; accepted: \{tensorParallel: 4, expertParallel: false\}$/,
  },
  {
    title: "data parallel ranks of a dense model",
    raw: eks(put("capacity.layout", { tensorParallel: 1, dataParallel: 4, expertParallel: false })),
    path: "capacity.layout",
    message: /does not work for DeepSeek-R1-Distill-Qwen-32B: data parallel ranks of a dense model have no advantage/,
  },
  {
    title: "data parallel ranks that slice experts",
    raw: block(put("capacity.layout", { tensorParallel: 1, dataParallel: 8, expertParallel: false })),
    path: "capacity.layout",
    message:
      /no recipe runs data parallel attention without expert parallelism; accepted: .*\{tensorParallel: 1, dataParallel: 8, expertParallel: true\}$/,
  },
  {
    title: "a layout of GPUs that are not there",
    raw: onCpus(put("capacity.layout", { tensorParallel: 1, expertParallel: false })),
    path: "capacity.layout",
    message: /distributes the model over GPUs, and target\.accelerator is "none"; accepted: no layout/,
  },
  // Nodes
  onEks(
    "two nodes for a replica on EKS",
    "capacity.nodesPerReplica",
    2,
    /does not run the LeaderWorkerSet controller; accepted: 1, with a capacity\.instance that has enough GPUs for the model/,
  ),
  {
    title: "a replica of two nodes without GPUs",
    raw: onCpus(put("capacity.nodesPerReplica", 2)),
    path: "capacity.nodesPerReplica",
    message: /target\.accelerator is "none"; accepted: 1/,
  },
  {
    title: "a volume of one node for two",
    raw: existing(put("capacity.nodesPerReplica", 2), put("target.weights.accessMode", "ReadWriteOnce")),
    path: "target.weights.accessMode",
    message: /serves one node, and capacity\.nodesPerReplica is 2; accepted: ReadOnlyMany/,
  },
  {
    title: "a volume of one node for two replicas",
    raw: existing(put("capacity.replicas", { min: 1, max: 2 }), put("target.weights.accessMode", "ReadWriteOnce")),
    path: "target.weights.accessMode",
    message: /serves one node, and capacity\.replicas\.max is 2; accepted: ReadOnlyMany/,
  },
  {
    title: "a volume of one node for two replicas and a next version",
    raw: existing(
      put("model.next", { replicas: 2 }),
      put("capacity.replicas", { min: 1, max: 2 }),
      put("target.weights", { kind: "storage-class", storageClass: "fast", accessMode: "ReadWriteOnce" }),
    ),
    path: "target.weights.accessMode",
    message: /serves one node, and capacity\.replicas\.max is 2; accepted: ReadOnlyMany/,
  },
  {
    title: "a volume of one node for a next version",
    raw: existing(put("model.next", {}), put("target.weights.accessMode", "ReadWriteOnce")),
    path: "target.weights.accessMode",
    message: /serves one node, and model\.next runs at the same time; accepted: ReadOnlyMany/,
  },
  {
    title: "two nodes too small for R1",
    raw: existing(put("model.name", "DeepSeek-R1"), put("capacity.gpus", { count: 8, memoryGiB: 40 }), put("capacity.nodesPerReplica", 2)),
    path: "capacity.gpus",
    message: /each GPU lacks \d+\.\d GiB \(weights 3\d\.\d, .*or more nodes per replica \(capacity\.nodesPerReplica\)/,
  },
  onExisting(
    "a toleration of any value that names one",
    "target.tolerations",
    [{ key: "gpu" }, { key: "gpu", operator: "Exists", value: "a" }],
    /is for operator Equal, and Exists tolerates any value; accepted: leave it out, or operator Equal/,
    "target.tolerations[1].value",
  ),
  // Memory
  onEks(
    "an instance too small for the weights",
    "capacity.instance",
    "g6.xlarge",
    /each GPU lacks \d+\.\d GiB \(weights 6\d\.\d, .*no context fits; would fit: g\S+ \(\d+\.\d\d USD\/hour\), .*us-east-1 of 2026-/,
  ),
  onEks(
    "an instance too small for the context",
    "capacity.concurrent",
    50,
    /50 concurrent requests of 32768 tokens: .*the longest context that fits is \d{4} tokens; would fit: p4de\.24xlarge \(/,
    "capacity.instance",
  ),
  {
    title: "a cache that fits in 8 bits alone",
    raw: eks(put("model.contextTokens", 98_304), put("capacity.concurrent", 6)),
    path: "capacity.instance",
    message: /would fit: model\.kvCacheDtype fp8, or g/,
  },
  onEks(
    "requests that no instance holds",
    "capacity.concurrent",
    10_000,
    /would fit: less context, fewer concurrent requests or a smaller model; no other instance type of the catalog is large enough/,
    "capacity.instance",
  ),
  {
    title: "eight H100 for R1, as its recipe warns",
    raw: eks(put("model", { name: "DeepSeek-R1" }), put("capacity.instance", "p5.48xlarge")),
    path: "capacity.instance",
    message: /would fit: p5en\.48xlarge/,
  },
  {
    title: "a model whose cache nobody measured on GPUs that cannot hold its weights",
    raw: eks(put("model", { name: "DeepSeek-V4.1-Flash" })),
    path: "capacity.instance",
    message: /each GPU lacks \d+\.\d GiB \(weights 1\d\d\.\d of .*accepted: the GPUs of its recipe: .*H200/,
  },
  onExisting(
    "GPUs of a cluster too small for the model",
    "capacity.gpus",
    { count: 1, memoryGiB: 16 },
    /each GPU lacks \d\.\d GiB .*would fit: .*more or larger GPUs/,
  ),
  {
    title: "a capacity block too small for the model",
    raw: block(put("model", { name: "DeepSeek-R1" }), put("capacity.instance", "p5.4xlarge")),
    path: "capacity.instance",
    message: /would fit: p5en\.48xlarge \(.*p6-b200/,
  },
  // Capacity Blocks
  onBlock(
    "a capacity block in another zone",
    "capacity.purchase.zone",
    "us-east-2c",
    /is not a zone of the keep's network; accepted: us-east-2a, us-east-2b/,
  ),
  {
    title: "a capacity block that is over",
    raw: blockFrom("2020-03-01T11:30:00Z", "2020-03-15T11:30:00Z"),
    path: "capacity.purchase.end",
    message: /has passed: .*accepted: a block that still runs/,
  },
  {
    title: "a capacity block that ends before it starts",
    raw: blockFrom("2099-03-15T11:30:00Z", "2099-03-01T11:30:00Z"),
    path: "capacity.purchase.end",
    message: /is not after the start; accepted: a timestamp after 2099-03-15/,
  },
  {
    title: "a capacity block reversed by its offsets",
    raw: blockFrom("2099-03-01T11:30:00Z", "2099-03-01T12:00:00+02:00"),
    path: "capacity.purchase.end",
    message: /is not after the start/,
  },
  {
    title: "a capacity block of a year",
    raw: blockFrom("2099-01-01T11:30:00Z", "2100-01-01T11:30:00Z"),
    path: "capacity.purchase.end",
    message: /makes a block of 365\.0 days; accepted: 1 to 182 days/,
  },
  {
    title: "a capacity block of G instances",
    raw: block(put("model.name", "DeepSeek-R1-Distill-Qwen-32B"), put("capacity.instance", "g6e.12xlarge")),
    path: "capacity.instance",
    message: /is not sold in Capacity Blocks; accepted: p4d\.24xlarge/,
  },
  {
    title: "a model too large for the memory of a laptop",
    raw: onCpus(put("model.name", "DeepSeek-R1-Distill-Qwen-14B"), put("target.node.memoryGiB", 24)),
    path: "target.node.memoryGiB",
    message: /is too small for DeepSeek-R1-Distill-Qwen-14B on CPUs: its weights are 27\.5 GiB; accepted: more memory or a smaller model/,
  },
  {
    title: "a model that no CPU has served",
    raw: onCpus(put("model.name", "DeepSeek-V3.2"), put("target.node.memoryGiB", 2000)),
    path: "model.name",
    message: /is not served without a GPU: vLLM 0\.32\.0 ended with "NotImplementedError: Sparse Attention/,
  },
  {
    title: "a context too long for the memory of a laptop",
    raw: onCpus(put("model.contextTokens", 131072), put("capacity.concurrent", 4), put("target.node.memoryGiB", 16)),
    path: "target.node.memoryGiB",
    message: /the KV cache of 4 requests of 131072 tokens takes 14\.0 GiB, and .* GiB are left; accepted: more memory or less context/,
  },
  onExisting("a system pool of a cluster that exists", "capacity.system", { nodes: 3 }, /is for target eks; accepted: leave it out/),
  onExisting("log retention of a cluster that exists", "audit", { retentionDays: 731 }, /is for target eks; accepted: leave it out/),
  onExisting("tags of a cluster that exists", "tags", { team: "search" }, /is for target eks; accepted: leave it out/),
  onExisting(
    "a node release of a cluster that exists",
    "maintenance.nodeRelease",
    "1.62.1-a3f4b5c6",
    /is for target eks; accepted: leave it out/,
    "maintenance",
  ),
  onExisting(
    "a pace of node replacement of a cluster that exists",
    "maintenance.maxUnavailable",
    1,
    /is for target eks; accepted: leave it out/,
    "maintenance",
  ),
  onExisting(
    "add-ons of a cluster that exists",
    "maintenance.addons",
    { coredns: "v1.21.1-eksbuild.1" },
    /is for target eks; accepted: leave it out/,
    "maintenance",
  ),
  onExisting("a data volume of a cluster that exists", "capacity.volumeGiB", 300, /is for target eks; accepted: leave it out/),
];
