import type { Instance } from "../../catalog/instances.ts";
import type { Model } from "../../catalog/models.ts";
import { type EksSettings, withEksDefaults } from "./eks-settings.ts";
import type { NamedSettings } from "./keep.ts";
import { foundInstance, foundModel } from "./lookups/catalog-rows.ts";
import { needed } from "./lookups/found.ts";
import { foundImages, type RunImages } from "./lookups/images.ts";
import { foundServiceRange } from "./lookups/service-range.ts";
import { foundZones } from "./lookups/zones.ts";
import { type SettingsPaths, settingsPaths } from "./paths.ts";
import { type ServedModel, servedModels } from "./served-model.ts";
import type { EksTarget, ExistingTarget } from "./target.ts";

/** One version of one model with its lookup results. */
export interface CheckedModel extends ServedModel {
  /** Row of the catalog. */
  known: Model;
  /** Paths of its settings. */
  paths: SettingsPaths;
}

/** A version of a model on AWS. */
export interface EksModel extends CheckedModel {
  target: EksTarget;
  /** Instance type of one replica, from the catalog. */
  instance: Instance;
}

/** A version of a model on an existing cluster. */
export interface ClusterModel extends CheckedModel {
  target: ExistingTarget;
}

/** Only {@link foundKeep} creates a value of this type: a modified copy does not have it, because its lookup results would not match. */
declare abstract class Found {
  private readonly found: never;
}

interface FoundOn<Target extends NamedSettings["target"], Served> extends NamedSettings {
  target: Target;
  /** Every version of every model, model by model by their keys, the current version before the next. */
  served: readonly [Served, ...Served[]];
  /** Images that it runs. */
  run: RunImages;
}

/** Settings of a keep on AWS, with lookup results. */
export type EksKeep = Found &
  FoundOn<EksTarget, EksModel> &
  EksSettings & {
    /** Zones of the network, in the order of its subnets. */
    zones: string[];
    /** Range of the cluster's Services, in CIDR notation. */
    serviceRange: string;
  };

/** Settings of a keep on an existing cluster, with lookup results. */
export type ClusterKeep = Found & FoundOn<ExistingTarget, ClusterModel>;

/** Settings with all lookup results, so that code after the checks never has to repeat a lookup or handle a missing result. */
export type Keep = EksKeep | ClusterKeep;

/** Whether a keep's target is AWS. */
export const isOnAws = (keep: Keep): keep is EksKeep => keep.target.kind === "eks";

/**
 * Performs all lookups for these settings. It does not check cross-field constraints, which `parseKeep` does.
 * @param placeholders whether a placeholder replaces an unknown image digest, as in a draft
 * @throws SettingsError if a lookup fails
 */
export function foundKeep(settings: NamedSettings, { placeholders }: { placeholders: boolean }): Keep {
  const { target } = settings;
  const [first, ...others] = servedModels(settings);
  const common = { ...settings, run: needed(foundImages(settings, placeholders)) };
  const checked = (served: ServedModel): CheckedModel => {
    const paths = settingsPaths(settings, served);
    return { ...served, known: needed(foundModel(served, paths)), paths };
  };
  if (target.kind === "existing") {
    const onCluster = (served: ServedModel) => checked(served) as ClusterModel;
    const keep: Omit<ClusterKeep, keyof Found> = { ...common, target, served: [onCluster(first), ...others.map(onCluster)] };
    return keep as ClusterKeep;
  }
  const onAws = (served: ServedModel): EksModel => {
    const model = checked(served);
    return { ...model, target, instance: needed(foundInstance(model, model.paths)) };
  };
  const keep: Omit<EksKeep, keyof Found> = {
    ...common,
    ...withEksDefaults(settings),
    target,
    served: [onAws(first), ...others.map(onAws)],
    zones: needed(foundZones(target)),
    serviceRange: needed(foundServiceRange(settings, target)),
  };
  return keep as EksKeep;
}
