import { arnsOf, type Place, placeOf } from "../aws/names.ts";
import type { NamedSettings } from "../settings/keep.ts";

/** What every provider of a keep's Kubernetes objects is told. */
const always = {
  // Server-side apply, so that the default service accounts, which Kubernetes makes too, are taken over rather than refused.
  enableServerSideApply: true,
  // From 4.29 on the provider refuses to create what is there already, server-side apply or not, unless told so.
  upsertExistingObjects: true,
};

/** The provider of a cluster of EKS, but for the way to the cluster, which is known only when it exists. */
export const eksProviderOptions = (place: Place) => ({
  // Who the cluster is, whatever the kubeconfig says of the way to it: a tunnel must not look like another cluster, whose objects all have to be made anew.
  clusterIdentifier: arnsOf(place).cluster,
  ...always,
});

/** What the provider of a keep's Kubernetes objects is told by the settings. */
export function providerOptions({ name, target }: Pick<NamedSettings, "name" | "target">) {
  if (target.kind === "eks") return eksProviderOptions(placeOf(name, target));
  return { ...(target.context === undefined ? {} : { context: target.context }), ...always };
}

/** What the provider of a cluster of EKS asks the AWS CLI for a token with. */
export const tokenCommand = (clusterName: string, region: string): string[] => [
  "eks",
  "get-token",
  "--cluster-name",
  clusterName,
  "--region",
  region,
  "--output",
  "json",
];
