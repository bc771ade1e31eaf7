import type { KeepSpec } from "../keep-spec.ts";
import type { Container, Lifecycle, Probe } from "../kubernetes/parts.ts";
import { socketPath } from "../names.ts";
import { probeFile, programFolder } from "./paths.ts";
import { longestRequestSeconds } from "./request-time.ts";
import { drainSeconds } from "./shutdown.ts";
import { startupBudget } from "./startup-budget.ts";

/** How often a start is looked at, in seconds. */
const startupPeriod = 10;

/** Seconds that one token may take on an idle server; the kubelet waits a little longer, so that the probe can report the reason. */
const tokenSeconds = 20;
const kubeletSeconds = 30;

/** Seconds beyond those of the longest request in which a token must come on a server that asks for one all the time. */
const stuckMargin = 60;

/** Seconds in which a server that is restarted may end: it is stuck, or silent, so there is little to wait for. */
const restartGraceSeconds = 60;

const command = (spec: KeepSpec, mode: "live" | "ready" | "drain", ...seconds: number[]): Pick<Probe, "exec"> => ({
  // -I: neither the environment nor the working folder brings in code; -S: nor what the image has installed.
  exec: {
    command: ["python3", "-I", "-S", `${programFolder}/${probeFile}`, mode, socketPath, spec.model.servedAs, ...seconds.map(String)],
  },
});

/**
 * Seconds without a token, though asked for, after which the engine counts as stuck. Longer than the longest request takes, so a prefill
 * that keeps all others waiting is none; an idle server gives readiness its token.
 */
const stuckSeconds = (spec: KeepSpec): number => longestRequestSeconds(spec) + stuckMargin;

/**
 * How the kubelet judges the server.
 * - startup: /health, until the startup budget is spent; the other two begin after it
 * - readiness: one token, every 20 s; a server that fails twice in a row gets no new requests
 * - liveness: /health, as an engine that died ends the process anyway, and whether the engine is stuck; three minutes of it, since a restart
 *   costs a whole start
 */
export function serverProbes(spec: KeepSpec): Required<Pick<Container, "startupProbe" | "readinessProbe" | "livenessProbe">> {
  return {
    startupProbe: {
      ...command(spec, "live", 5, stuckSeconds(spec)),
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
    livenessProbe: {
      ...command(spec, "live", 15, stuckSeconds(spec)),
      periodSeconds: 30,
      timeoutSeconds: kubeletSeconds,
      failureThreshold: 6,
      successThreshold: 1,
      terminationGracePeriodSeconds: restartGraceSeconds,
    },
  };
}

/** Waits for running requests before the server is told to end. */
export function drainHook(spec: KeepSpec): Lifecycle {
  return { preStop: command(spec, "drain", drainSeconds(spec)) };
}
