import type { PreviewResource } from "../../engine/preview.ts";
import { isHidden } from "../input/value.ts";
import { type Difference, valueDifferences } from "./difference.ts";

/** The one provider of the release for Kubernetes objects. */
export const providerName = "kubernetes";

/** Options by which a resource is not, or does not stay, what its inputs say. */
const options = ["ignoreChanges", "readId", "importId"] as const;

/**
 * The options of a resource that part it from its inputs, or have it made elsewhere, as differences.
 * @param providers those of the release that may make it; where there is none it goes wherever the machine that deploys points
 * @param named how a finding calls them
 */
export function optionDifferences(resource: PreviewResource, providers: readonly PreviewResource[], named: string): Difference[] {
  const given = options.flatMap((option) => valueDifferences(undefined, resource[option], `option ${option}`));
  if (providers.some(({ urn }) => resource.provider?.startsWith(`${urn}::`) === true)) return given;
  return [...given, { path: "option provider", rendered: named, here: resource.provider, hidden: false }];
}

/** What a provider has beside what the release tells it: its own version, and the way to the cluster. */
const besides = ["version", "kubeconfig"];

/**
 * Where a provider is told something else than the release tells it, such as to write manifests to a folder instead.
 * @param token what asks for a token of the cluster; undefined where nothing does
 */
export function providerDifferences(
  rendered: Readonly<Record<string, unknown>>,
  { inputs }: PreviewResource,
  token?: readonly string[],
): Difference[] {
  // An engine hands the options of a provider over as text.
  const text = (options: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(
      Object.entries(options).flatMap(([name, value]) =>
        besides.includes(name) ? [] : [[name, typeof value === "boolean" ? String(value) : value]],
      ),
    );
  return [...valueDifferences(text(rendered), text(inputs)), ...tokenDifferences(token, inputs["kubeconfig"])];
}

/** Where a kubeconfig asks for the token of another cluster. Until the cluster exists all of it is unknown. */
function tokenDifferences(token: readonly string[] | undefined, kubeconfig: unknown): Difference[] {
  if (token === undefined || isHidden(kubeconfig)) return [];
  const path = "kubeconfig: users";
  try {
    const { users } = JSON.parse(String(kubeconfig)) as { users: { user: { exec: { args: unknown } } }[] };
    return users.flatMap(({ user }, i) => valueDifferences(token, user.exec.args, `${path}[${i}].user.exec.args`));
  } catch {
    return [{ path, rendered: [...token], here: undefined, hidden: false }];
  }
}
