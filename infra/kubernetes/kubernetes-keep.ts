import * as pulumi from "@pulumi/pulumi";
import { rolloutTimeoutSeconds } from "../../charts/inference/rollout-time.ts";
import { keepPhases } from "../../charts/keep.ts";
import type { KeepSpec } from "../../charts/keep-spec.ts";
import type { Keep } from "../settings/keep.ts";
import { chartTexts } from "./chart-texts.ts";
import { registerPhase } from "./phase.ts";

export interface KubernetesKeepArgs {
  spec: KeepSpec;
  /** Signed, dated exceptions to policy rules. */
  waivers: Keep["waivers"];
  /** What must stand before the first object: the cluster and all that its pods need, where this program makes them. */
  after?: readonly pulumi.Resource[];
}

/** The Kubernetes half of a keep: every object of the charts, phase by phase, each waiting for the phase before it. */
export class KubernetesKeep extends pulumi.ComponentResource {
  constructor(name: string, { spec, waivers, after: before = [] }: KubernetesKeepArgs, opts: pulumi.ComponentResourceOptions) {
    // An input of the component, so that the policy pack knows the waivers before it judges what stands in the keep.
    super("modelkeep:kubernetes:Keep", name, { waivers }, opts);

    let after = before;
    for (const { name: phase, objects } of keepPhases(spec, chartTexts())) {
      const registered = registerPhase(objects, this, {
        after,
        ...(phase === "server" ? { timeoutSeconds: rolloutTimeoutSeconds(spec) } : {}),
      });
      // A phase without objects must not cut the chain.
      if (registered.length > 0) after = registered;
    }

    this.registerOutputs({});
  }
}
