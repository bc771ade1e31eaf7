import type { PreviewResource } from "../../engine/preview.ts";
import { isHidden } from "../input/value.ts";
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
