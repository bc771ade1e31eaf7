import type { KeepSpec } from "../keep-spec.ts";
import type { Container, Lifecycle, Probe } from "../kubernetes/parts.ts";
import { socketPath } from "../names.ts";
import { probeFile, probeFolder } from "./paths.ts";
import { drainSeconds } from "./shutdown.ts";
import { startupBudget } from "./startup-budget.ts";

/** How often a start is looked at, in seconds. */
const startupPeriod = 10;

/** Seconds that one token may take on an idle server; the kubelet waits a little longer, so that the probe can report the reason. */
const tokenSeconds = 20;
const kubeletSeconds = 30;

const command = (spec: KeepSpec, mode: "live" | "ready" | "drain", seconds: number): Pick<Probe, "exec"> => ({
  // -I: neither the environment nor the working folder brings in code; -S: nor what the image has installed.
  exec: { command: ["python3", "-I", "-S", `${probeFolder}/${probeFile}`, mode, socketPath, spec.model.servedAs, String(seconds)] },
});

/**
 * How the kubelet judges the server.
 * - startup: /health, until the startup budget is spent; the other two begin after it
 * - readiness: one token, every 20 s; a server that fails twice in a row gets no new requests
 * - liveness: /health, as an engine that died ends the process anyway; three minutes of silence, since a restart costs a whole start
 */
export function serverProbes(spec: KeepSpec): Required<Pick<Container, "startupProbe" | "readinessProbe" | "livenessProbe">> {
  return {
    startupProbe: {
      ...command(spec, "live", 5),
      periodSeconds: startupPeriod,
      timeoutSeconds: 10,
      failureThreshold: Math.ceil(startupBudget(spec).totalSeconds / startupPeriod),
      successThreshold: 1,
    },
    readinessProbe: {
      ...command(spec, "ready", tokenSeconds),
      periodSeconds: 20,
      timeoutSeconds: kubeletSeconds,
      failureThreshold: 2,
      successThreshold: 1,
    },
    livenessProbe: { ...command(spec, "live", 15), periodSeconds: 30, timeoutSeconds: 20, failureThreshold: 6, successThreshold: 1 },
  };
}

/** Waits for running requests before the server is told to end. */
export function drainHook(spec: KeepSpec): Lifecycle {
  return { preStop: command(spec, "drain", drainSeconds(spec)) };
}
