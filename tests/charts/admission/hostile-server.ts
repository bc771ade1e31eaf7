import { type Attempt, create } from "./attempt.ts";
import { inServing, keep, type PodSpec } from "./keep.ts";
import { pod, template } from "./pods.ts";

const argument = (what: string, ...words: string[]) =>
  pod("server-arguments", `vLLM with ${what}`, ({ containers: [server] }) => server.args!.push(...words));

const variable = (name: string, value?: string, container: 0 | 1 = 1) =>
  pod("environment", `${name}=${value} in the ${container === 0 ? "server" : "front door"}`, ({ containers }) => {
    const { env } = containers[container]!;
    containers[container]!.env = [...env!.filter((entry) => entry.name !== name), { name, ...(value === undefined ? {} : { value }) }];
  });

const shell = ({ containers: [server] }: PodSpec) => {
  server.command = ["bash"];
};

/** Commands, arguments and variables. */
export const hostileServer: Attempt[] = [
  pod("known-command", "the server's image with a shell", ({ containers: [server] }) => {
    server.command = ["sh", "-c", "vllm serve"];
  }),
  pod("known-command", "Envoy with a configuration of somebody else", ({ containers: [, door] }) => {
    door.args!.push("--config-yaml", "{}");
  }),
  pod("known-command", "Envoy's image with another program", ({ containers: [, door] }) => {
    door.command = ["/bin/sh"];
  }),
  pod("known-command", "Envoy's image in a container of another name", ({ containers: [, door] }) => {
    door.name = "other";
  }),
  pod("known-command", "the front door's name for another image", (spec) => {
    spec.containers[1].image = keep.images.envoy.replace("/envoy@", "/toolbox@");
    spec.containers[1].command = ["sh"];
  }),
  pod("known-command", "the server's image with its own entry point", ({ containers: [server] }) => {
    delete server.command;
  }),
  pod("known-command", "the server's command with one word more", ({ containers: [server] }) => {
    server.command = ["vllm", "serve", "--trust-remote-code"];
  }),
  pod("known-command", "the server's image in a container of another name", (spec) => {
    (spec.containers as unknown[]).push({ ...spec.containers[1], name: "shell", image: keep.images.server, command: ["bash"] });
  }),
  pod("known-command", "the loader with another script", ({ initContainers: [loader] }) => {
    loader.command = ["python3", "-c", "print(1)"];
  }),
  pod("known-command", "the loader with a flag that it does not have", ({ initContainers: [loader] }) => {
    loader.args!.push("--skip-verification");
  }),
  create("known-command", "a Job of the server's image with a shell", {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: inServing("trial"),
    spec: { template: template(shell, "Never") },
  }),

  argument("remote code", "--trust-remote-code"),
  argument("remote code, spelled with underscores", "--trust_remote_code"),
  argument("remote code, abbreviated", "--trust-remote"),
  argument("runtime LoRA", "--enable-lora"),
  argument("a TCP port", "--port=8000"),
  argument("a value in a word of its own", "--max-model-len", "4096"),
  argument("a second socket", "--uds=/tmp/other.sock"),
  argument("a short flag", "-O3"),
  argument("a dotted flag", "--compilation-config.mode=3"),
  argument(
    "a model for speculation from elsewhere",
    '--speculative-config={"method":"mtp","model":"evil/model","num_speculative_tokens":1}',
  ),
  argument("a middleware behind a new line", "--max-num-seqs=1\n--middleware=evil"),
  pod("server-arguments", "vLLM without its socket, on port 8000 of every address", ({ containers: [server] }) => {
    server.args = server.args!.filter((word) => !word.startsWith("--uds"));
  }),
  pod("server-arguments", "vLLM without arguments", ({ containers: [server] }) => {
    delete server.args;
  }),
  pod("server-arguments", "another model than the verified one", ({ containers: [server] }) => {
    server.args![0] = "evil/model";
  }),

  variable("NVIDIA_VISIBLE_DEVICES", "all"),
  variable("LD_PRELOAD", "/tmp/x.so"),
  variable("PYTHONOPTIMIZE", "1"),
  variable("VLLM_SERVER_DEV_MODE", "1"),
  variable("VLLM_ALLOW_RUNTIME_LORA_UPDATING", "True"),
  variable("VLLM_ALLOW_INSECURE_SERIALIZATION", "1"),
  variable("VLLM_PLUGINS", "evil"),
  variable("VLLM_PLUGINS", "evil", 0),
  variable("VLLM_LOGGING_CONFIG_PATH", "/tmp/x.json", 0),
  variable("VLLM_SOMETHING_NEW", "1", 0),
  variable("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://10.0.0.9/credentials", 0),
  pod("environment", "VLLM_PLUGINS from a ConfigMap", ({ containers: [, door] }) => {
    door.env = [{ name: "VLLM_PLUGINS", valueFrom: { configMapKeyRef: { name: "x", key: "y" } } }];
  }),
  pod("environment", "every key of a ConfigMap", ({ containers: [, door] }) => {
    door.envFrom = [{ configMapRef: { name: "x" } }];
  }),
  pod("environment", "a variable of the loader", ({ initContainers: [loader] }) => {
    loader.env = [{ name: "PYTHONPATH", value: "/tmp" }];
  }),
];
