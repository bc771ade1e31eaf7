import { noOwnCatalog, type OwnCatalog, withOwnCatalog } from "../../catalog/own-catalog.ts";
import type { StackConfig } from "../../engine/stack/config.ts";
import { namedBy } from "../../infra/aws/named.ts";
import { awsNames, placeOf } from "../../infra/aws/names.ts";
import { chartTexts } from "../../infra/kubernetes/chart-texts.ts";
import { keptObjects } from "../../infra/kubernetes/kept-objects.ts";
import { lockfileIn } from "../../infra/kubernetes/lockfile-in.ts";
import { providerOptions, tokenCommand } from "../../infra/kubernetes/provider-options.ts";
import { resourceName, resourceType } from "../../infra/kubernetes/resource-identity.ts";
import { type Keep, readSettings } from "../../infra/settings/keep.ts";
import { withPlaceholders } from "../../infra/settings/placeholder-images.ts";
import { keepSettings } from "../input/settings-keep.ts";
import type { Rendering } from "./rendering.ts";

/** Where the settings of a stack come from. */
export interface Declared {
  config: Pick<StackConfig, "values">;
  /** Folder of the project, in which the lockfile lies. */
  root: string;
  /** Name of the stack, which names the keep where the settings do not. */
  stack: string;
  /** What the project adds to the catalog. @default nothing */
  catalog?: OwnCatalog;
  /** Whether the rendering is compared with a state rather than a preview. */
  deployed: boolean;
}

/**
 * Renders the Kubernetes objects of a stack anew, from its declared settings alone and by the charts of the kit that runs: not by those of
 * the program that is judged, which may be another one. Whether the settings are wise is not asked here: the program does that.
 */
export function renderAnew(declared: Declared): Rendering {
  return withOwnCatalog(declared.catalog ?? noOwnCatalog, () => rendered(declared));
}

function rendered({ config, root, stack, deployed }: Declared): Rendering {
  const text = config.values[keepSettings];
  if (text === undefined) return { kind: "no keep" };
  try {
    const settings = readSettings(JSON.parse(text));
    if (!settings.success) throw settings.error;
    const named: Keep = { ...settings.data, name: settings.data.name ?? stack };
    // A preview is one of a draft, and a state never is.
    const keep = deployed ? named : withPlaceholders(named);
    const objects = keptObjects(keep, (served) => lockfileIn(root, served), chartTexts()).map((object) => ({
      type: resourceType(object),
      name: resourceName(object),
      // As it reaches an engine: without what is undefined.
      object: JSON.parse(JSON.stringify(object)) as Record<string, unknown>,
    }));
    return { kind: "rendered", objects, provider: providerOptions(keep), ...toldBy(keep), deployed };
  } catch (error) {
    return { kind: "failed", why: (error as Error).message };
  }
}

/** What the program tells beside its objects: whom it is for, and where. */
function toldBy(keep: Keep): Pick<Extract<Rendering, { kind: "rendered" }>, "groups" | "home" | "token"> {
  const { target, waivers } = keep;
  if (target.kind !== "eks") return { groups: [{ type: "modelkeep:kubernetes:Keep", name: "keep", said: { waivers } }] };
  const { accountId: account, region, vault } = target;
  return {
    groups: [{ type: "modelkeep:aws:Keep", name: "keep", said: { waivers, account, named: namedBy(keep, target) } }],
    home: { account, regions: [region, ...(vault.replicaRegion === undefined ? [] : [vault.replicaRegion])] },
    token: tokenCommand(awsNames(placeOf(keep.name, target)).cluster, region),
  };
}
