import type * as pulumi from "@pulumi/pulumi";
import { removalTimeoutSeconds, rolloutTimeoutSeconds } from "../../charts/inference/rollout-time.ts";
import type { Phase } from "../../charts/keep.ts";
import type { KeepSpec, KeepSpecs } from "../../charts/keep-spec.ts";
import { probeDeadlineSeconds } from "../../charts/probes/probes.ts";

/** Seconds from the end of a Job's own time to the condition that says so. */
const conditionSeconds = 60;

/**
 * How long the provider waits for the objects of a phase; undefined for its default of 10 minutes.
 *
 * As resource options, not as the annotation `pulumi.com/timeoutSeconds`: the provider asks the option of the step at hand (create, update,
 * delete) first and the annotation only where that has none, so an annotation adds nothing, and would hold for all three alike.
 * Source: pulumi-kubernetes, provider/pkg/metadata/overrides.go `TimeoutDuration` and its three callers in await/await.go, read 2026-11-25
 * at 4.32.0.
 */
export function phaseTimeouts(phase: Phase["name"], specs: KeepSpecs): pulumi.CustomTimeouts | undefined {
  const seconds = (create: number, remove?: number) => ({
    create: `${create}s`,
    update: `${create}s`,
    ...(remove === undefined ? {} : { delete: `${remove}s` }),
  });
  // All model servers are of one phase and start side by side.
  const longest = (of: (spec: KeepSpec) => number) => Math.max(...specs.map(of));
  if (phase === "server") return seconds(longest(rolloutTimeoutSeconds), longest(removalTimeoutSeconds));
  if (phase === "probes") return seconds(probeDeadlineSeconds + conditionSeconds);
  return undefined;
}
