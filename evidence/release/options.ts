import type { PreviewResource } from "../../engine/preview.ts";
import { type Difference, valueDifferences } from "./difference.ts";

/** The one provider of the release for Kubernetes objects. */
export const providerName = "kubernetes";

/** Options by which a resource is not, or does not stay, what its inputs say. The release gives none of them to a Kubernetes object. */
const options = ["ignoreChanges", "readId", "importId"] as const;

/**
 * The options of an object that part it from its inputs, or send it to another cluster, as differences.
 * @param provider the provider of the release; undefined where the stack has none, and its objects go wherever the machine that deploys points
 */
export function optionDifferences(resource: PreviewResource, provider: PreviewResource | undefined): Difference[] {
  const given = options.flatMap((option) =>
    resource[option] === undefined ? [] : [{ path: `option ${option}`, rendered: undefined, here: resource[option], hidden: false }],
  );
  if (provider !== undefined && resource.provider?.startsWith(`${provider.urn}::`) === true) return given;
  return [...given, { path: "option provider", rendered: providerName, here: resource.provider, hidden: false }];
}

/** What a provider has beside what the release tells it: its own version, and the way to the cluster. */
const besides = ["version", "kubeconfig"];

/** Where a provider is told something else than the release tells it, such as to write manifests to a folder instead. */
export function providerDifferences(rendered: Readonly<Record<string, unknown>>, { inputs }: PreviewResource): Difference[] {
  // An engine hands the options of a provider over as text.
  const text = (options: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(
      Object.entries(options).flatMap(([name, value]) =>
        besides.includes(name) ? [] : [[name, typeof value === "boolean" ? String(value) : value]],
      ),
    );
  return valueDifferences(text(rendered), text(inputs));
}
