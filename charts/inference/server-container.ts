import type { KeepSpec } from "../keep-spec.ts";
import type { Container } from "../kubernetes/parts.ts";
import { modelServerName, socketPath } from "../names.ts";
import { initFile, programFolder } from "./paths.ts";
import { drainHook, serverProbes } from "./server-probes.ts";
import { serverResources } from "./server-resources.ts";
import { containerSecurity } from "./server-security.ts";
import { serverMounts } from "./server-volumes.ts";
import { endSeconds } from "./shutdown.ts";
import { type ServerRole, vllmArguments } from "./vllm-arguments.ts";
import { vllmEnvironment } from "./vllm-environment.ts";

/**
 * What starts the server; its arguments follow. vLLM 0.33.0 binds its socket without removing one that lies there
 * (`create_server_unix_socket`), and the volume of the socket outlives the container: after a crash the server would never start again. That,
 * and what becomes of signals, is the init's to see to (see `program-config.ts`).
 */
export const serverCommand = [
  ...["python3", "-I", "-S", `${programFolder}/${initFile}`],
  ...[String(endSeconds), socketPath, "vllm", "serve"],
] as const;

/**
 * The model server's container: no port, no secret, nothing writable but named volumes. Only a server with an API is probed and drained;
 * the other nodes of a replica end with the first.
 * @throws RangeError for an argument or a variable outside the allow-lists
 */
export function serverContainer(spec: KeepSpec, role: ServerRole = spec.hardware.nodes > 1 ? "leader" : "single"): Container {
  return {
    name: modelServerName,
    image: spec.images.server,
    imagePullPolicy: "IfNotPresent",
    command: [...serverCommand],
    args: vllmArguments(spec, role),
    env: vllmEnvironment(spec),
    resources: serverResources(spec),
    ...(role === "worker" ? {} : ({ ...serverProbes(spec), lifecycle: drainHook(spec) } satisfies Partial<Container>)),
    // The last lines of the log of a server that could not start: no request has been there yet.
    terminationMessagePolicy: "FallbackToLogsOnError",
    securityContext: containerSecurity(spec),
    volumeMounts: serverMounts,
  };
}
