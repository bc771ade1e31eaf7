import { noOwnCatalog, type OwnCatalog, withOwnCatalog } from "../../catalog/own-catalog.ts";
import type { StackConfig } from "../../engine/stack/config.ts";
import { namedBy } from "../../infra/aws/named.ts";
import { awsNames, placeOf } from "../../infra/aws/names.ts";
import { chartTexts } from "../../infra/kubernetes/chart-texts.ts";
import { keptObjects } from "../../infra/kubernetes/kept-objects.ts";
import { lockfileIn } from "../../infra/kubernetes/lockfile-in.ts";
import { providerOptions, tokenCommand } from "../../infra/kubernetes/provider-options.ts";
import { resourceName, resourceType } from "../../infra/kubernetes/resource-identity.ts";
import { foundKeep, type Keep } from "../../infra/settings/checked-keep.ts";
import { readSettings } from "../../infra/settings/keep.ts";
import { problemText } from "../../infra/settings/problem.ts";
import { SettingsError } from "../../infra/settings/settings-error.ts";
import { keepSettings } from "../input/settings-keep.ts";
import type { Rendering } from "./rendering.ts";

/** Source of a stack's settings. */
export interface Declared {
  config: Pick<StackConfig, "values">;
  /** Project folder, which contains the lockfile. */
  root: string;
  /** Name of the stack, the default name of the keep. */
  stack: string;
  /** What the project adds to the catalog. @default nothing */
  catalog?: OwnCatalog;
  /** Whether the rendering is compared with a state rather than a preview. */
  deployed: boolean;
}

/**
 * Re-renders the Kubernetes objects of a stack from its declared settings only, with the charts of the running kit: not with those of
 * the evaluated program, which may be different. It does not check whether the settings make sense: the program does that.
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
    // A preview is one of a draft, and a state never is.
    const keep = foundKeep({ ...settings.data, name: settings.data.name ?? stack }, { placeholders: !deployed });
    const objects = keptObjects(keep, (served) => lockfileIn(root, served), chartTexts()).map((object) => ({
      type: resourceType(object),
      name: resourceName(object),
      // As an engine receives it: without undefined values.
      object: JSON.parse(JSON.stringify(object)) as Record<string, unknown>,
    }));
    return { kind: "rendered", objects, provider: providerOptions(keep), ...toldBy(keep), deployed };
  } catch (error) {
    return { kind: "failed", why: error instanceof SettingsError ? error.problems.map(problemText).join("; ") : (error as Error).message };
  }
}

/** Declarations of the program in addition to its objects: clients, account and regions. */
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
