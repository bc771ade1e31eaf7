import { hasFlag, mayHaveFlag, switchOf } from "../../../catalog/vllm-arguments.ts";
import type { PreviewResource } from "../../../engine/preview.ts";
import { frontDoorTexts } from "./front-door-texts.ts";
import { type ModelServer, modelServersIn } from "./model-servers.ts";
import { containersOf, isModelServer, type WorkloadContainer } from "./workloads.ts";

/** A mitigation for a class of vulnerabilities. */
interface Mitigation {
  text: string;
  /** Advisories that it mitigates, matched by their summary and note. */
  against: RegExp;
  /** Whether this stack has it, from its resources. */
  holds: (stack: StackFacts) => boolean;
}

/** Input of mitigations. */
interface StackFacts {
  /** Containers that run vLLM: those that get its Unix socket as an argument. */
  servers: readonly WorkloadContainer[];
  containers: readonly WorkloadContainer[];
  /** What runs them, with the front door of each. */
  workloads: readonly ModelServer[];
  /** Configurations of front doors, as texts. */
  frontDoors: readonly string[];
}

const every = ({ servers }: StackFacts, holds: (argument: readonly string[]) => boolean) =>
  servers.length > 0 && servers.every((server) => holds(server.arguments));
/** Whether each model server has a front door, and every one of these is so: one that is otherwise is the way in. */
const everyDoor = ({ workloads, frontDoors }: StackFacts, holds: (text: string) => boolean) =>
  frontDoors.length > 0 && frontDoors.every(holds) && workloads.every((server) => server.frontDoors.length > 0);
const none = (stack: StackFacts, flag: string) => every(stack, (args) => !mayHaveFlag(args, flag));

const mitigations: readonly Mitigation[] = [
  {
    text: "the front door forwards only three routes, matched byte for byte, and answers 404 to all others",
    against: /\/tokenize|derender|gRPC|run-batch|HTTP method/i,
    holds: (stack) =>
      everyDoor(stack, (text) => /"direct_response":\s*\{\s*"status":\s*404/.test(text) && /"merge_slashes":\s*false/.test(text)),
  },
  {
    text: "the front door overwrites Host and X-Request-Id from clients",
    against: /Host header|X-Request-Id/i,
    holds: (stack) =>
      everyDoor(stack, (text) => /"host_rewrite_literal"/.test(text) && /"preserve_external_request_id":\s*false/.test(text)),
  },
  {
    text: "vLLM listens on a Unix socket, and its API on no TCP port",
    against: /listening on all interfaces|unauthenticated|API-key/i,
    holds: (stack) => every(stack, (args) => hasFlag(args, "uds")),
  },
  {
    text: "text only: --language-model-only loads no image, audio or video",
    against: /media|JPEG|multimodal|mm_processor|SSRF in run-batch|image|video/i,
    holds: (stack) => every(stack, (args) => switchOf(args, "language-model-only") === true),
  },
  {
    text: "no remote code: --trust-remote-code is not set",
    against: /trust_remote_code|auto_map|code_revision/i,
    holds: (stack) => none(stack, "trust-remote-code"),
  },
  {
    text: "prompt embeddings are off",
    against: /prompt_embeds|prompt embeds/i,
    holds: (stack) => none(stack, "enable-prompt-embeds"),
  },
  {
    text: "no transfer of the KV cache is configured",
    against: /kv_transfer|NIXL|Mooncake|P2pNccl|disaggregated/i,
    holds: (stack) => none(stack, "kv-transfer-config"),
  },
  {
    text: "no prefix cache is shared between clients",
    against: /prefix-cache/i,
    holds: (stack) => every(stack, (args) => switchOf(args, "enable-prefix-caching") === false),
  },
  {
    text: "each file of the weights is checked against its SHA-256 before the server starts",
    against: /--revision pin|write the model directory/i,
    holds: ({ workloads }) =>
      workloads.length > 0 &&
      workloads.every(({ containers }) => containers.some((container) => hasFlag(container.arguments, "lockfile-sha256"))),
  },
  {
    text: "the published image is copied by digest, not rebuilt",
    against: /Dockerfile/i,
    holds: ({ servers }) => servers.length > 0 && servers.every(({ image }) => /@sha256:[0-9a-f]{64}$/.test(image)),
  },
  {
    text: "the readiness probe requests a token from the model, so a dead engine is taken out of service",
    against: /\/health keeps answering/i,
    holds: ({ servers }) => servers.length > 0 && servers.every(({ readiness }) => readiness.includes("probe.py")),
  },
  {
    text: "PYTHONOPTIMIZE is not set",
    against: /PYTHONOPTIMIZE/,
    holds: ({ servers }) => servers.length > 0 && servers.every(({ environment }) => !environment.includes("PYTHONOPTIMIZE")),
  },
];

/** Mitigations of a stack for an advisory with this text. */
export function mitigationsOf(resources: readonly PreviewResource[]): (words: string) => string[] {
  const containers = containersOf(resources);
  const servers = containers.filter(isModelServer);
  const stack = { containers, servers, workloads: modelServersIn(resources), frontDoors: frontDoorTexts(resources) };
  const held = mitigations.filter(({ holds }) => holds(stack));
  return (words) => held.filter(({ against }) => against.test(words)).map(({ text }) => text);
}
