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
  /** Dependencies of the first object: the cluster and everything that its pods need, if this program creates them. */
  after?: readonly pulumi.Resource[];
  /** Additional objects in the serving namespace; they are created last, and nothing depends on them. */
  objects?: readonly KubernetesObject[];
  /** Signed, dated exceptions to policy rules, if no other component of the keep declares them. */
  waivers?: NamedSettings["waivers"];
}

/** The Kubernetes half of a keep: every object of the charts, phase by phase, each phase dependent on the one before. */
export class KubernetesKeep extends pulumi.ComponentResource {
  /** Result of the probes after the last deployment that changed them; anything but `closed` is also a Pulumi warning. */
  readonly probe: pulumi.Output<ProbeResult>;

  constructor(
    name: string,
    { specs, objects: own = [], waivers = [], after: before = [] }: KubernetesKeepArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    // Inputs of the component, so that the policy pack knows the waivers and the project's own models before it evaluates the keep's
    // resources.
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
      // A phase without objects must not break the dependency chain.
      if (registered.length > 0) after = registered;
    }

    registerPhase(own.map(withProviderAnnotations), this, { after, namespaces });
    this.probe = foundBy(specs[0].name, after);
    this.registerOutputs({ probe: this.probe });
  }
}

/** Served models that the project adds to the catalog. */
const ownModelsOf = (specs: KeepSpecs): string[] =>
  [...new Set(specs.map(({ model }) => model.name))].filter((name) => ownCatalog().models.some((model) => model.name === name));
