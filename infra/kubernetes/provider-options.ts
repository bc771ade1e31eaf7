import { arnsOf, type Place, placeOf } from "../aws/names.ts";
import type { NamedSettings } from "../settings/keep.ts";

/** Options of every provider of a keep's Kubernetes objects. */
const always = {
  // Server-side apply, so that the default service accounts, which Kubernetes creates too, are adopted rather than rejected.
  enableServerSideApply: true,
  // Since 4.29 the provider by default refuses to create an existing object, even with server-side apply.
  upsertExistingObjects: true,
};

/** Provider options of an EKS cluster, without the kubeconfig, which is known only once the cluster exists. */
export const eksProviderOptions = (place: Place) => ({
  // Identity of the cluster, independent of the address in the kubeconfig: a tunnel must not look like another cluster, which would replace
  // all objects.
  clusterIdentifier: arnsOf(place).cluster,
  ...always,
});

/** Provider options from the settings. */
export function providerOptions({ name, target }: Pick<NamedSettings, "name" | "target">) {
  if (target.kind === "eks") return eksProviderOptions(placeOf(name, target));
  return { ...(target.context === undefined ? {} : { context: target.context }), ...always };
}

/** The AWS CLI command with which the provider of an EKS cluster gets a token. */
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
