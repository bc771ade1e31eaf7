import type { Instance } from "../../catalog/instances.ts";
import type { Model } from "../../catalog/models.ts";
import type { NamedSettings } from "./keep.ts";
import { foundInstance, foundModel } from "./lookups/catalog-rows.ts";
import { needed } from "./lookups/found.ts";
import { foundImages, type RunImages } from "./lookups/images.ts";
import { foundServiceRange } from "./lookups/service-range.ts";
import { foundZones } from "./lookups/zones.ts";
import { type SettingsPaths, settingsPaths } from "./paths.ts";
import { type ServedModel, servedModels } from "./served-model.ts";
import type { EksTarget, ExistingTarget } from "./target.ts";

/** One version of one model with what was found of it. */
export interface CheckedModel extends ServedModel {
  /** Row of the catalog. */
  known: Model;
  /** Where its settings stand. */
  paths: SettingsPaths;
}

/** A version of a model on AWS. */
export interface EksModel extends CheckedModel {
  target: EksTarget;
  /** Instance type of one replica, from the catalog. */
  instance: Instance;
}

/** A version of a model on a cluster that exists. */
export interface ClusterModel extends CheckedModel {
  target: ExistingTarget;
}

/** Nothing but {@link foundKeep} makes a value of this type: a copy with a field changed has it no more, as what was found is not of that field. */
declare abstract class Found {
  private readonly found: never;
}

interface FoundOn<Target extends NamedSettings["target"], Served> extends NamedSettings {
  target: Target;
  /** Every version of every model, model by model in the order of the settings, the current version before the next. */
  served: readonly [Served, ...Served[]];
  /** What it runs. */
  run: RunImages;
}

/** Settings of a keep on AWS, with what was found for them. */
export type EksKeep = Found &
  FoundOn<EksTarget, EksModel> & {
    /** Zones of the network, in the order of its subnets. */
    zones: string[];
    /** Range of the cluster's Services, in CIDR notation. */
    serviceRange: string;
  };

/** Settings of a keep on a cluster that exists, with what was found for them. */
export type ClusterKeep = Found & FoundOn<ExistingTarget, ClusterModel>;

/** Settings with all that was looked up for them, so that nothing after the checks has to look again, or to ask whether there is anything. */
export type Keep = EksKeep | ClusterKeep;

/** Which of the two targets a keep stands on. */
export const isOnAws = (keep: Keep): keep is EksKeep => keep.target.kind === "eks";

/**
 * Looks up all that a keep of these settings is made from. It does not judge how the settings fit together, which is for `parseKeep`.
 * @param placeholders whether a placeholder stands for the digest of an image that nobody knows, as in a draft
 * @throws SettingsError where something is not there
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
    target,
    served: [onAws(first), ...others.map(onAws)],
    zones: needed(foundZones(target)),
    serviceRange: needed(foundServiceRange(settings, target)),
  };
  return keep as EksKeep;
}
