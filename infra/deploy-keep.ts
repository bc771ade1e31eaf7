import * as pulumi from "@pulumi/pulumi";
import type { KubernetesObject } from "../charts/kubernetes-object.ts";
import { keepOutputs } from "./keep-outputs.ts";
import { chartTexts } from "./kubernetes/chart-texts.ts";
import { keptObjects } from "./kubernetes/kept-objects.ts";
import { OwnObjectError, ownObjects } from "./kubernetes/own-objects.ts";
import { publishedLockfile } from "./kubernetes/published-lockfile.ts";
import type { Keep } from "./settings/checked-keep.ts";
import { loadKeep } from "./settings/load.ts";

/** Program options in addition to the settings of its stack. */
export interface DeployOptions {
  /**
   * Transforms of the keep's resource registrations, applied in this order; policies, proofs and the comparison with the release see the
   * result. Source: "Transforms" of Pulumi's documentation, https://www.pulumi.com/docs/iac/concepts/resources/options/transforms/
   */
  transforms?: readonly pulumi.ResourceTransform[];
  /** Additional Kubernetes objects in the serving namespace; policies and proofs evaluate them like the keep's own. */
  objects?: readonly KubernetesObject[];
}

/**
 * The whole program of a stack: deploys the keep that `modelkeep:keep` of the stack describes.
 * @returns the stack's outputs; they differ by target, so they are one object rather than exports that would be undefined
 * @throws pulumi.RunError if the settings are missing or invalid, or an object is not allowed in the keep; nothing was created then
 */
export function deployKeep(options: DeployOptions = {}) {
  const { transforms = [], objects = [] } = checkedOptions(options);
  const keep = loadKeep();
  const own = placed(objects, keep);
  for (const transform of transforms) pulumi.runtime.registerResourceTransform(transform);
  return keepOutputs(keep, { objects: own });
}

function placed(objects: readonly KubernetesObject[], keep: Keep): KubernetesObject[] {
  if (objects.length === 0) return [];
  try {
    return ownObjects(keep.name, objects, keptObjects(keep, publishedLockfile, chartTexts()));
  } catch (error) {
    throw error instanceof OwnObjectError ? new pulumi.RunError(`${error.message}; nothing was created`) : error;
  }
}

/** Validates options, which may come from plain JavaScript: a mistake is one message, and no transform is silently skipped. */
function checkedOptions(options: DeployOptions): DeployOptions {
  const refused = (what: string) => new pulumi.RunError(`deployKeep: ${what}; nothing was created`);
  for (const [name, value] of Object.entries(options)) {
    if (name !== "transforms" && name !== "objects") throw refused(`there is no option ${name}; accepted: transforms, objects`);
    if (value !== undefined && !Array.isArray(value)) throw refused(`${name} is not a list; accepted: a list`);
  }
  const wrong = (options.transforms ?? []).findIndex((transform) => typeof transform !== "function");
  if (wrong >= 0) throw refused(`transforms[${wrong}] is not a function; accepted: a Pulumi resource transform`);
  return options;
}
