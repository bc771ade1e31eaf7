import { eks, existing, onCpus, put, waiver } from "../good-settings.ts";
import { someRunner } from "../some-runner.ts";
import { onEks, onExisting, type Row } from "./row.ts";

const image = (name: string) => `registry.example.com/${name}@sha256:${"a".repeat(64)}`;
const client = (name: string, serviceAccount: string) => ({ name, from: { kind: "workload", namespace: "bots", serviceAccount } });

/** Settings of which each field is right by itself: only a comparison, the catalog or the date shows the mistake. */
export const badCombinations: readonly Row[] = [
  // Names
  {
    title: "a stack's name that cannot name the keep",
    raw: eks(),
    stack: "Prod_EU",
    path: "name",
    message: /the stack's name "Prod_EU" cannot be used instead; accepted: 1 to 18/,
  },
  {
    title: "a stack's name that is too long",
    raw: eks(),
    stack: "production-frankfurt",
    path: "name",
    message: /"production-frankfurt" cannot be used instead/,
  },
  // Context
  onEks(
    "a context beyond the model",
    "model.contextTokens",
    500_000,
    /is more than DeepSeek-R1-Distill-Qwen-32B was trained for; accepted: 1024 to 131072 tokens/,
  ),
  onEks(
    "a client's limits beyond the context served",
    "model.contextTokens",
    16_384,
    /more than the context of .*at most 16384, the value of model\.contextTokens/,
    "clients[0].limits",
  ),
  onEks("a client's limits beyond the model", "clients[1].limits", { inputTokens: 131_072 }, /at most 131072/),
  // Clients
  onExisting(
    "more connections than a front door's memory holds",
    "clients",
    Array.from({ length: 50 }, (_, number) => ({
      ...client(`client-${number}`, `account-${number}`),
      limits: { requestsPerMinute: 60, concurrent: 100, inputTokens: 1024, outputTokens: 256 },
    })),
    /may have 5100 connections to one front door in total, according to limits\.concurrent, and its memory allows 4096/,
  ),
  // Certificates
  onExisting(
    "one secret for both sides",
    "certificates",
    { kind: "secrets", server: "tls", clientCa: "tls" },
    /is the secret of the front door's own certificate; accepted: one with another CA/,
    "certificates.clientCa",
  ),
  onExisting(
    "the secret that cert-manager writes for the server, as the clients' authority",
    "certificates",
    { kind: "cert-manager", issuer: "ca", clientCa: "front-door-certificate" },
    /is the secret of the front door's own certificate/,
    "certificates.clientCa",
  ),
  onExisting(
    "one issuer for both sides",
    "certificates",
    { kind: "cert-manager", issuer: "ca", clientIssuer: { name: "ca" } },
    /already signs the front door's own certificate: .*accepted: a separate issuer/,
    "certificates.clientIssuer.name",
  ),
  // Network
  onEks("a network too small", "target.network.cidr", "10.64.0.0/28", /holds 16 addresses; accepted: \/16 to \/20/),
  onEks("a network too large", "target.network.cidr", "10.64.0.0/15", /holds 131072 addresses; accepted: \/16 to \/20/),
  onEks("a network off its boundary", "target.network.cidr", "10.64.8.0/16", /has host bits set; did you mean "10\.64\.0\.0\/16"\?/),
  onEks("a public network", "target.network.cidr", "52.0.0.0/16", /is not private; accepted: ranges inside 10\.0\.0\.0\/8/),
  onEks("a carrier's network", "target.network.cidr", "100.64.0.0/16", /is not private/),
  onEks(
    "a client's network inside the keep's",
    "clients[0].from.ranges",
    ["10.64.128.0/24"],
    /overlaps the keep's network 10\.64\.0\.0\/16; accepted/,
    "clients[0].from.ranges[0]",
  ),
  onEks(
    "a client from anywhere",
    "clients[0].from.ranges",
    ["192.168.0.0/24", "0.0.0.0/0"],
    /overlaps the keep's network/,
    "clients[0].from.ranges[1]",
  ),
  onEks(
    "a client's network off its boundary",
    "clients[0].from.ranges",
    ["10.128.1.0/16"],
    /did you mean "10\.128\.0\.0\/16"\?/,
    "clients[0].from.ranges[0]",
  ),
  onEks(
    "no range left for Kubernetes Services",
    "clients[0].from.ranges",
    ["172.16.0.0/12", "10.100.0.0/16", "192.168.0.0/16"],
    /leaves no range for Kubernetes Services next to the networks of the clients; accepted: one that leaves 172\.20\.0\.0\/16 or/,
    "target.network.cidr",
  ),
  onEks(
    "more client networks than a security group has rules",
    "clients[0].from.ranges",
    Array.from({ length: 61 }, (_, i) => `10.200.${i}.0/24`),
    /name 61 networks; accepted: at most 60/,
    "clients",
  ),
  {
    title: "a runner where EKS has no endpoint",
    raw: eks(
      put("target.region", "mx-central-1"),
      put("target.network.zoneNames", ["mx-central-1a", "mx-central-1b"]),
      put("target.access.runner", someRunner),
    ),
    path: "target.access.runner",
    message: /needs an endpoint of the EKS API, which mx-central-1 does not have; accepted: another region, or no runner/,
  },
  {
    title: "more zones than are known",
    raw: eks(put("target.region", "us-west-1"), put("target.network.zones", 3)),
    path: "target.network.zoneNames",
    message: /is missing: the catalog does not know 3 zones of us-west-1; accepted: a list of 3 zones/,
  },
  onEks(
    "fewer zone names than zones",
    "target.network.zoneNames",
    ["eu-central-1a"],
    /names 1; accepted: 2, the value of target\.network\.zones/,
  ),
  onEks(
    "a zone of another region",
    "target.network.zoneNames",
    ["eu-central-1a", "eu-west-1b"],
    /is not a zone of eu-central-1; accepted: eu-central-1 and a letter/,
    "target.network.zoneNames[1]",
  ),
  onEks(
    "one zone named twice",
    "target.network.zoneNames",
    ["eu-central-1b", "eu-central-1b"],
    /is named twice; accepted: different zones/,
    "target.network.zoneNames[1]",
  ),
  // Roles and account
  onEks(
    "break-glass that deploys every day",
    "target.access",
    { deployer: "ci", breakGlass: "ci" },
    /is already target\.access\.deployer; accepted: a separate role/,
    "target.access.breakGlass",
  ),
  onEks("break-glass that publishes weights", "target.access.breakGlass", "modelkeep-publisher", /is already target\.access\.publisher/),
  onEks(
    "an operator named twice",
    "target.access.operators",
    ["oncall", "oncall"],
    /is already target\.access\.operators\[0\]/,
    "target.access.operators[1]",
  ),
  onEks(
    "a replica beside the original",
    "target.vault.replicaRegion",
    "eu-central-1",
    /is the region of the keep itself; accepted: another region/,
  ),
  onEks(
    "an alarm twice to one address",
    "target.alerts.emails",
    ["a@example.org", "a@example.org"],
    /is named twice/,
    "target.alerts.emails[1]",
  ),
  // Clients
  onEks("two clients of one name", "clients[1].name", "support-bot", /is already the name of clients\[0\]; accepted: a unique name/),
  onEks(
    "one workload granted twice",
    "clients",
    [client("a", "bot"), client("b", "bot")],
    /is already granted by clients\[0\]/,
    "clients[1].from",
  ),
  {
    title: "PrivateLink to a cluster that exists",
    raw: existing(put("clients[0].from", { kind: "private-link", principal: "arn:aws:iam::444455556666:root" })),
    path: "clients[0].from.kind",
    message: /only target eks has; accepted: workload, with \{namespace, serviceAccount\}/,
  },
  // Images and waivers
  onEks(
    "an image for CPUs on GPUs of AWS",
    "images.vllm-cpu",
    image("vllm-cpu"),
    /is not an image that the keep runs on this target; accepted: vllm, envoy/,
  ),
  onExisting(
    "an image for CPUs on GPUs of a cluster that exists",
    "images.vllm-cpu",
    image("vllm-cpu"),
    /is not an image that the keep runs on this target; accepted: vllm, envoy/,
  ),
  {
    title: "an image for GPUs where there are none",
    raw: existing(
      put("model.name", "DeepSeek-R1-Distill-Qwen-1.5B"),
      onCpus,
      put("capacity.gpus", undefined),
      put("images.vllm", image("vllm")),
    ),
    path: "images.vllm",
    message: /is not an image that the keep runs on this target; accepted: vllm-cpu, envoy/,
  },
  onEks(
    "an image without a known digest",
    "images.vllm",
    undefined,
    /is missing: the catalog has no digest of .*accepted: .*@sha256:<digest>/,
  ),
  {
    title: "an image for CPUs without a known digest",
    raw: existing(onCpus, put("capacity.gpus", undefined), put("images", {})),
    path: "images.vllm-cpu",
    message: /has no digest of .*vllm-openai-cpu/,
  },
  onEks(
    "a waiver that has expired",
    "waivers",
    [{ ...waiver, expires: "2020-01-31" }],
    /has passed; accepted: \d{4}-\d\d-\d\d or later: .*have Ada sign a new date/,
    "waivers[0].expires",
  ),
  onEks(
    "one rule waived twice",
    "waivers",
    [waiver, { ...waiver, owner: "Grace" }],
    /is already waived for network; accepted: one waiver/,
    "waivers[1].rule",
  ),
];
