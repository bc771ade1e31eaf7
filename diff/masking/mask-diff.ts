import { SECRET } from "../../engine/preview.ts";
import type { KeepDiff } from "../model.ts";
import type { PropertyChange, ResourceChange } from "../resources/resource-change.ts";
import type { SettingChange } from "../settings/settings-change.ts";
import type { KnownSecrets } from "./known-secrets.ts";
import { maskText } from "./mask-text.ts";
import { mapTexts, maskPlaced } from "./mask-value.ts";
import { isSecretPlace } from "./secret-place.ts";

/**
 * A comparison with every secret masked, before any format sees it: so no format can leak one, and truncation cannot expose part of one.
 */
export function maskDiff(diff: KeepDiff, known: KnownSecrets): KeepDiff {
  const placed = {
    ...diff,
    stacks: diff.stacks.map(({ settings, ...stack }) => ({
      ...stack,
      ...(settings && { settings: { ...settings, changes: settings.changes.map((one) => maskSetting(one, known)) } }),
      resources: stack.resources.map((one) => maskResource(one, known)),
    })),
  };
  return mapTexts(placed, { name: "", secret: false }, (text) => maskText(text, known.everywhere)) as KeepDiff;
}

function maskResource(resource: ResourceChange, known: KnownSecrets): ResourceChange {
  const own = new Set([...(known.byUrn.get(resource.urn) ?? []), ...(known.byUrn.get(resource.formerUrn ?? "") ?? [])]);
  return { ...resource, properties: resource.properties.map((property) => maskProperty(property, resource.type, own, known.everywhere)) };
}

function maskSetting(setting: SettingChange, known: KnownSecrets): SettingChange {
  const place = { name: lastPart(setting.path), secret: false };
  const masked = (value: unknown) => mapTexts(value, place, (text, inner) => maskPlaced(text, inner, known.everywhere));
  return {
    ...setting,
    ...("before" in setting && { before: masked(setting.before) }),
    ...("after" in setting && { after: masked(setting.after) }),
  };
}

function maskProperty(property: PropertyChange, type: string, own: ReadonlySet<string>, known: readonly string[]): PropertyChange {
  const place = { name: lastPart(property.path), secret: isSecretPlace(type, property.path) };
  const masked = (value: unknown) => mapTexts(value, place, (text, inner) => (own.has(text) ? SECRET : maskPlaced(text, inner, known)));
  return {
    ...property,
    ...("before" in property && { before: masked(property.before) }),
    ...("after" in property && { after: masked(property.after) }),
  };
}

/** `value` of `env[0].value`, `db.password` of `data["db.password"]`. */
const lastPart = (path: string): string =>
  /\["([^"]+)"\](?:\[\d+\])*$/.exec(path)?.[1] ??
  path
    .split(".")
    .at(-1)!
    .replace(/\[\d+\]/g, "");
