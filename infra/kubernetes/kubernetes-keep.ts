import * as pulumi from "@pulumi/pulumi";
import { ownCatalog } from "../../catalog/own-catalog.ts";
import { keepPhases } from "../../charts/keep.ts";
import type { KeepSpecs } from "../../charts/keep-spec.ts";
import type { KubernetesObject } from "../../charts/kubernetes-object.ts";
import type { ProbeResult } from "../../charts/probes/outcome.ts";
import type { NamedSettings } from "../settings/keep.ts";
import { chartTexts } from "./chart-texts.ts";
import { registerPhase } from "./phase.ts";
import { phaseTimeouts } from "./phase-timeouts.ts";
import { foundBy } from "./probe-job.ts";
import { withProviderAnnotations } from "./provider-annotations.ts";

export interface KubernetesKeepArgs {
  specs: KeepSpecs;
  /** What must stand before the first object: the cluster and all that its pods need, where this program makes them. */
  after?: readonly pulumi.Resource[];
  /** Objects of one's own in the serving namespace; they stand when everything else does, and nothing waits for them. */
  objects?: readonly KubernetesObject[];
  /** Signed, dated exceptions to policy rules, where no other component of the keep declares them. */
  waivers?: NamedSettings["waivers"];
}

/** The Kubernetes half of a keep: every object of the charts, phase by phase, each waiting for the phase before it. */
export class KubernetesKeep extends pulumi.ComponentResource {
  /** What the probes found after the last deployment that changed them; anything but `closed` is a warning of Pulumi as well. */
  readonly probe: pulumi.Output<ProbeResult>;

  constructor(
    name: string,
    { specs, objects: own = [], waivers = [], after: before = [] }: KubernetesKeepArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    // Inputs of the component, so that the policy pack knows the waivers before it judges what stands in the keep, and models that are not the kit's.
    const ownModels = ownModelsOf(specs);
    super("modelkeep:kubernetes:Keep", name, { waivers, ...(ownModels.length > 0 && { ownModels }) }, opts);

    let after = before;
    const namespaces = new Map<string, pulumi.Resource>();
    for (const { name: phase, objects } of keepPhases(specs, chartTexts())) {
      const registered = registerPhase(objects.map(withProviderAnnotations), this, {
        after,
        timeouts: phaseTimeouts(phase, specs),
        namespaces,
      });
      for (const [i, { kind, metadata }] of objects.entries()) if (kind === "Namespace") namespaces.set(metadata.name, registered[i]!);
      // A phase without objects must not cut the chain.
      if (registered.length > 0) after = registered;
    }

    registerPhase(own.map(withProviderAnnotations), this, { after, namespaces });
    this.probe = foundBy(specs[0].name, after);
    this.registerOutputs({ probe: this.probe });
  }
}

/** Names of the models that the project adds to the catalog by itself, of those that the keep serves. */
const ownModelsOf = (specs: KeepSpecs): string[] =>
  [...new Set(specs.map(({ model }) => model.name))].filter((name) => ownCatalog().models.some((model) => model.name === name));
