import type { PreviewResource } from "../../engine/preview.ts";
import { isHidden } from "../input/value.ts";
import { type Difference, valueDifferences } from "./difference.ts";

/** The release's only provider for Kubernetes objects. */
export const providerName = "kubernetes";

/** Options that make a resource differ, now or later, from its inputs. */
const options = ["ignoreChanges", "readId", "importId"] as const;

/**
 * The options of a resource that make it differ from its inputs, or create it elsewhere, as differences.
 * @param providers those of the release that may make it; without one, objects go to the default cluster of the deploying machine
 * @param named their name in a finding
 */
export function optionDifferences(resource: PreviewResource, providers: readonly PreviewResource[], named: string): Difference[] {
  const given = options.flatMap((option) => valueDifferences(undefined, resource[option], `option ${option}`));
  if (providers.some(({ urn }) => resource.provider?.startsWith(`${urn}::`) === true)) return given;
  return [...given, { path: "option provider", rendered: named, here: resource.provider, hidden: false }];
}

/** Provider inputs that are not compared: its version, and the connection to the cluster. */
const besides = ["version", "kubeconfig"];

/**
 * Provider inputs that differ from the release, such as rendering manifests to a folder.
 * @param token command that requests a token for the cluster; undefined without one
 */
export function providerDifferences(
  rendered: Readonly<Record<string, unknown>>,
  { inputs }: PreviewResource,
  token?: readonly string[],
): Difference[] {
  // An engine passes provider options as text.
  const text = (options: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(
      Object.entries(options).flatMap(([name, value]) =>
        besides.includes(name) ? [] : [[name, typeof value === "boolean" ? String(value) : value]],
      ),
    );
  return [...valueDifferences(text(rendered), text(inputs)), ...tokenDifferences(token, inputs["kubeconfig"])];
}

/** Differences where a kubeconfig requests the token of another cluster. Until the cluster exists all of it is unknown. */
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
