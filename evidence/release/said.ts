import type { PreviewResource } from "../../engine/preview.ts";
import { valueDifferences } from "./difference.ts";
import type { ObjectDifference } from "./object-difference.ts";

/** What a group of the release tells the policy pack: waivers, the account, and whom the settings name. */
export interface SaidGroup {
  type: string;
  name: string;
  said: Readonly<Record<string, unknown>>;
}

/** Inputs by which a group of a program is believed. */
const believed = ["account", "named", "waivers"];
/** Groups that are believed: those of a keep. */
const isGroup = ({ type }: PreviewResource) => type.startsWith("modelkeep:");

const isEmpty = (value: unknown) => value === undefined || (Array.isArray(value) && value.length === 0);
const said = (inputs: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(believed.flatMap((input) => (isEmpty(inputs[input]) ? [] : [[input, inputs[input]]])));

/**
 * Groups that tell the pack something else than the settings do, and those that tell it nothing where the release does. The pack takes a
 * program's word for whose the stack is, whom it may name and what is waived; so what a program says is held to its settings here.
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
