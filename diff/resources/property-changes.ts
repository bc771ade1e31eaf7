import { packageOf } from "../../engine/in-process/urn.ts";
import { comparable } from "./comparable.ts";
import { type Difference, differences } from "./differences.ts";
import { sameJson } from "./policy-text.ts";
import { covers, type PathPattern, parsePattern, pathText, touches } from "./property-path.ts";
import { providerUrn } from "./provider-urn.ts";
import { type Compared, replacing, sets } from "./replacing.ts";
import type { PropertyChange } from "./resource-change.ts";

/** The differences of a resource between both sides, and which of them cannot be updated in place. */
export function propertyChanges(compared: Compared): PropertyChange[] {
  const { before, after } = compared;
  const replaces = replacing(compared);
  const found = differences(comparable(before.type, before.inputs), comparable(after.type, after.inputs), {
    sets: sets(after.type),
    ignored: (after.ignoreChanges ?? []).map(parsePattern).filter((pattern) => pattern !== undefined),
    sameText: packageOf(after.type) === "aws" ? sameJson : () => false,
    jsonTexts: after.type === "kubernetes:core/v1:ConfigMap",
  });
  const changes = found.map((difference) =>
    changeOf(
      difference,
      replaces.some((pattern) => isReplaced(pattern, difference)),
    ),
  );
  return [...changes, ...optionChanges(compared)];
}

/** An added or removed object includes everything inside it. */
const isReplaced = (pattern: PathPattern, { path, before, after }: Difference) =>
  before === undefined || after === undefined ? touches(pattern, path) : covers(pattern, path);

function changeOf({ path, before, after }: Difference, replaces: boolean): PropertyChange {
  return {
    path: pathText(path),
    kind: before === undefined ? "add" : after === undefined ? "remove" : "change",
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    replaces,
  };
}

/**
 * Resource options that matter in a review: protection, which Pulumi itself does not count as a change, and the provider, a change of
 * which replaces the resource.
 */
function optionChanges({ before, after }: Compared): PropertyChange[] {
  const option = (path: string, old: unknown, now: unknown, replaces: boolean): PropertyChange[] =>
    old === now ? [] : [{ path: `options.${path}`, kind: "change", before: old, after: now, replaces }];
  const [old, now] = [before, after].map(providerUrn);
  return [
    ...option("protect", before.protect, after.protect, false),
    ...option("retainOnDelete", before.retainOnDelete, after.retainOnDelete, false),
    ...(bothDefault(old, now) ? [] : option("provider", old, now, true)),
  ];
}

/** The default provider at another version: it is still the same provider. */
const bothDefault = (...urns: (string | undefined)[]) =>
  urns.every((urn) => urn !== undefined && /::pulumi:providers:\w+::default(_\d\w*)?$/.test(urn));
