import type { PreviewResource } from "../../engine/preview.ts";
import { valueDifferences } from "./difference.ts";
import type { ObjectDifference } from "./object-difference.ts";

/** Declarations of a component for the policy pack: waivers, the account, and clients in the settings. */
export interface SaidGroup {
  type: string;
  name: string;
  said: Readonly<Record<string, unknown>>;
}

/** Inputs that the policy pack trusts. */
const believed = ["account", "named", "waivers"];
/** Components that the policy pack trusts: those of a keep. */
const isGroup = ({ type }: PreviewResource) => type.startsWith("modelkeep:");

const isEmpty = (value: unknown) => value === undefined || (Array.isArray(value) && value.length === 0);
const said = (inputs: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(believed.flatMap((input) => (isEmpty(inputs[input]) ? [] : [[input, inputs[input]]])));

/**
 * Components whose declarations differ from the settings, or are missing. The pack trusts a program's declarations about the account, the
 * allowed clients and waivers; so these are compared with the settings here.
 */
export function saidDifferences(groups: readonly SaidGroup[], resources: readonly PreviewResource[]): ObjectDifference[] {
  const left = [...groups];
  const changed = resources.filter(isGroup).flatMap((resource): ObjectDifference[] => {
    const place = left.findIndex(({ type, name }) => type === resource.type && name === resource.name);
    const [rendered] = place < 0 ? [] : left.splice(place, 1);
    const places = valueDifferences(said(rendered?.said ?? {}), said(resource.inputs));
    return places.length === 0 ? [] : [{ how: "changed", type: resource.type, name: resource.name, resource, places }];
  });
  const missing = left.map(({ type, name }): ObjectDifference => ({ how: "missing", type, name, resource: undefined, places: [] }));
  return [...changed, ...missing];
}
