import type { PreviewResource } from "../../engine/preview.ts";
import type { Inventory } from "../input/inventory.ts";
import { awsOptionDifferences } from "./aws-options.ts";
import { type Difference, valueDifferences } from "./difference.ts";
import { emptyInStates } from "./empty-in-states.ts";
import type { ObjectDifference } from "./object-difference.ts";
import { optionDifferences, providerDifferences, providerName } from "./options.ts";
import type { RenderedObject, Rendering } from "./rendering.ts";
import { saidDifferences } from "./said.ts";

/** Includes components: the contents of a chart or a manifest file may be visible only after deployment. */
const isObject = ({ type }: PreviewResource) => type.startsWith("kubernetes:");
const key = ({ type, name }: { type: string; name: string }) => `${type}::${name}`;

/**
 * Every Kubernetes object of a stack that differs from what the release renders, field by field, and every one that exists on one side
 * only, of any kind and namespace; also the provider, which can send all of them elsewhere. For AWS it compares what a preview has in
 * addition to inputs: options and providers; and what the program tells the policy pack.
 */
export function compare(
  rendering: Extract<Rendering, { kind: "rendered" }>,
  { resources }: Pick<Inventory, "resources">,
): ObjectDifference[] {
  const here = Map.groupBy(resources.filter(isObject), key);
  const provider = resources.find(({ type, name }) => type === "pulumi:providers:kubernetes" && name === providerName);
  const ignored = rendering.deployed ? emptyInStates : () => false;
  const placesOf = ({ object }: RenderedObject, resource: PreviewResource) => [
    ...valueDifferences(object, resource.inputs).filter((place) => !ignored(place)),
    ...optionDifferences(resource, provider ? [provider] : [], providerName),
  ];
  const found = rendering.objects.flatMap((rendered): ObjectDifference[] => {
    const candidates = (here.get(key(rendered)) ?? []).map((resource) => ({ resource, places: placesOf(rendered, resource) }));
    const [first, ...others] = candidates.sort((a, b) => a.places.length - b.places.length);
    here.delete(key(rendered));
    if (first === undefined) return [{ how: "missing", type: rendered.type, name: rendered.name, resource: undefined, places: [] }];
    return [
      ...(first.places.length > 0 ? [different("changed", first.resource, first.places)] : []),
      ...others.map(({ resource }) => different("added", resource)),
    ];
  });
  const told = provider ? providerDifferences(rendering.provider, provider, rendering.token) : [];
  return [
    ...found,
    ...[...here.values()].flat().map((resource) => different("added", resource)),
    ...(provider && told.length > 0 ? [different("changed", provider, told)] : []),
    ...saidDifferences(rendering.groups, resources),
    ...awsOptionDifferences(rendering.home, resources, rendering.deployed),
  ];
}

const different = (how: ObjectDifference["how"], resource: PreviewResource, places: readonly Difference[] = []): ObjectDifference => ({
  how,
  type: resource.type,
  name: resource.name,
  resource,
  places,
});
