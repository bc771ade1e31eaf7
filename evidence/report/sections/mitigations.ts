import type { PreviewResource } from "../../../engine/preview.ts";
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
  /** Configuration of the front door, as text. */
  frontDoor: string;
}

const every = ({ servers }: StackFacts, holds: (argument: readonly string[]) => boolean) =>
  servers.length > 0 && servers.every((server) => holds(server.arguments));
const none = (stack: StackFacts, flag: RegExp) => every(stack, (args) => !args.some((argument) => flag.test(argument)));

const mitigations: readonly Mitigation[] = [
  {
    text: "the front door forwards only three routes, matched byte for byte, and answers 404 to all others",
    against: /\/tokenize|derender|gRPC|run-batch|HTTP method/i,
    holds: ({ frontDoor }) => /"direct_response":\s*\{\s*"status":\s*404/.test(frontDoor) && /"merge_slashes":\s*false/.test(frontDoor),
  },
  {
    text: "the front door overwrites Host and X-Request-Id from clients",
    against: /Host header|X-Request-Id/i,
    holds: ({ frontDoor }) => /"host_rewrite_literal"/.test(frontDoor) && /"preserve_external_request_id":\s*false/.test(frontDoor),
  },
  {
    text: "vLLM listens on a Unix socket, and its API on no TCP port",
    against: /listening on all interfaces|unauthenticated|API-key/i,
    holds: (stack) => every(stack, (args) => args.some((argument) => argument.startsWith("--uds"))),
  },
  {
    text: "text only: --language-model-only loads no image, audio or video",
    against: /media|JPEG|multimodal|mm_processor|SSRF in run-batch|image|video/i,
    holds: (stack) => every(stack, (args) => args.includes("--language-model-only")),
  },
  {
    text: "no remote code: --trust-remote-code is not set",
    against: /trust_remote_code|auto_map|code_revision/i,
    holds: (stack) => none(stack, /trust.remote.code/),
  },
  {
    text: "prompt embeddings are off",
    against: /prompt_embeds|prompt embeds/i,
    holds: (stack) => none(stack, /^--enable-prompt-embeds/),
  },
  {
    text: "no transfer of the KV cache is configured",
    against: /kv_transfer|NIXL|Mooncake|P2pNccl|disaggregated/i,
    holds: (stack) => none(stack, /^--kv-transfer-config/),
  },
  {
    text: "no prefix cache is shared between clients",
    against: /prefix-cache/i,
    holds: (stack) => every(stack, (args) => args.includes("--no-enable-prefix-caching")),
  },
  {
    text: "each file of the weights is checked against its SHA-256 before the server starts",
    against: /--revision pin|write the model directory/i,
    holds: ({ containers }) => containers.some((container) => container.arguments.includes("--lockfile-sha256")),
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
  const stack = { containers, servers, frontDoor: frontDoorText(resources) };
  const held = mitigations.filter(({ holds }) => holds(stack));
  return (words) => held.filter(({ against }) => against.test(words)).map(({ text }) => text);
}

/** Text of the ConfigMaps that configure an Envoy. */
export const frontDoorText = (resources: readonly PreviewResource[]): string => frontDoorTexts(resources).join("\n");

/** The same, text by text. */
export function frontDoorTexts(resources: readonly PreviewResource[]): string[] {
  return resources
    .filter(({ type }) => type === "kubernetes:core/v1:ConfigMap")
    .flatMap(({ inputs }) => Object.values((inputs["data"] as Record<string, string> | undefined) ?? {}))
    .filter(isFrontDoorText);
}

/** Whether a text configures an Envoy. */
export const isFrontDoorText = (text: unknown): text is string =>
  typeof text === "string" && text.includes("envoy.filters.network.http_connection_manager");
