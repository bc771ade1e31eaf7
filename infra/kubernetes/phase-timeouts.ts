import type * as pulumi from "@pulumi/pulumi";
import { removalTimeoutSeconds, rolloutTimeoutSeconds } from "../../charts/inference/rollout-time.ts";
import type { Phase } from "../../charts/keep.ts";
import type { KeepSpec, KeepSpecs } from "../../charts/keep-spec.ts";
import { probeDeadlineSeconds } from "../../charts/probes/probes.ts";

/** Seconds from a Job's deadline to its condition. */
const conditionSeconds = 60;

/**
 * How long the provider waits for the objects of a phase; undefined for its default of 10 minutes.
 *
 * As resource options, not as the annotation `pulumi.com/timeoutSeconds`: the provider uses the option of the current step (create, update,
 * delete) first and the annotation only as a fallback, so an annotation adds nothing, and would apply to all three.
 * Source: pulumi-kubernetes, provider/pkg/metadata/overrides.go `TimeoutDuration` and its three callers in await/await.go, read 2026-11-25
 * at 4.32.0.
 */
export function phaseTimeouts(phase: Phase["name"], specs: KeepSpecs): pulumi.CustomTimeouts | undefined {
  const seconds = (create: number, remove?: number) => ({
    create: `${create}s`,
    update: `${create}s`,
    ...(remove === undefined ? {} : { delete: `${remove}s` }),
  });
  // All model servers are in one phase and start in parallel.
  const longest = (of: (spec: KeepSpec) => number) => Math.max(...specs.map(of));
  if (phase === "server") return seconds(longest(rolloutTimeoutSeconds), longest(removalTimeoutSeconds));
  if (phase === "probes") return seconds(probeDeadlineSeconds + conditionSeconds);
  return undefined;
}
