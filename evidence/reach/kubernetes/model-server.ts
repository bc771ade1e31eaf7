import { commandWords, flagValue, hasFlag } from "../../../catalog/vllm-arguments.ts";
import { listOf, objectOf, textOf } from "../../input/value.ts";
import type { ClusterGraph } from "./cluster-graph.ts";
import type { Container, WorkloadPods } from "./workload-pods.ts";

/** A container that serves a model, and what is in front of it. */
export interface ModelServer {
  pods: WorkloadPods;
  container: Container;
  /** Unix socket on which it listens. */
  socket: string | undefined;
  /** TCP port on which it listens; undefined where it listens on a socket, or does not serve requests itself. */
  port: number | undefined;
  /** Address of that port. */
  host: string;
  /** Volume with the socket; undefined where it is in the container's own file system. */
  volume: { name: string; fields: Readonly<Record<string, unknown>>; path: string } | undefined;
  /** Other containers of the pod that mount this volume, the one with a port first: the front door is the first. */
  sharers: readonly Container[];
}

/** vLLM's own port where none is given. */
const defaultPort = 8000;

/** Images that start a model server by default. */
const servingImage = /(^|\/)(vllm|vllm-openai|vllm-openai-cpu|sglang|text-generation-inference|tritonserver|ollama|llama\.cpp)(:|@|$)/;

/** The model servers among the pods: containers that request a GPU, run `vllm serve`, or use an image that serves models by default. */
export function modelServersOf({ pods }: Pick<ClusterGraph, "pods">): ModelServer[] {
  return pods.flatMap((one) => one.containers.filter(serves).map((container) => modelServer(one, container)));
}

function serves({ fields, words }: Container): boolean {
  const resources = objectOf(fields["resources"]);
  const asks = [resources["requests"], resources["limits"]].some((list) =>
    Object.keys(objectOf(list)).some((name) => /^(nvidia|amd|intel|gpu\.intel)\.com\/(gpu|i915)/.test(name)),
  );
  const runs =
    words.some((word) => /\bvllm serve\b|vllm\.entrypoints/.test(word)) ||
    (words.includes("serve") && words.some((word) => /(^|\/)vllm$/.test(word)));
  const byImage = listOf(fields["command"]).length === 0 && servingImage.test(textOf(fields["image"]) ?? "");
  return asks || runs || byImage;
}

function modelServer(pods: WorkloadPods, container: Container): ModelServer {
  const words = wordsOfCommand(container);
  const socket = flagValue(words, "uds");
  const headless = hasFlag(words, "headless");
  const mounts = listOf(container.fields["volumeMounts"]).map(objectOf);
  const mount = mounts
    .filter(({ mountPath }) => socket?.startsWith(`${textOf(mountPath)}/`))
    .sort((a, b) => (textOf(b["mountPath"]) ?? "").length - (textOf(a["mountPath"]) ?? "").length)[0];
  const name = textOf(mount?.["name"]);
  const volumes = listOf(pods.spec["volumes"]).map(objectOf);
  const index = volumes.findIndex((volume) => volume["name"] === name);
  const shares = ({ fields }: Container) => listOf(fields["volumeMounts"]).some((one) => objectOf(one)["name"] === name);
  return {
    pods,
    container,
    socket,
    port: socket === undefined && !headless ? Number(flagValue(words, "port") ?? defaultPort) : undefined,
    host: flagValue(words, "host") ?? "0.0.0.0",
    volume: name === undefined || index < 0 ? undefined : { name, fields: volumes[index]!, path: `${pods.path}.volumes[${index}]` },
    sharers:
      name === undefined
        ? []
        : pods.containers.filter((one) => one !== container && shares(one)).sort((a, b) => b.ports.length - a.ports.length),
  };
}

/** The words of a command; a shell's (`sh -c`) are in one text. */
const wordsOfCommand = ({ words }: Container) => words.flatMap((word) => (/\s/.test(word) ? commandWords(word) : [word]));
