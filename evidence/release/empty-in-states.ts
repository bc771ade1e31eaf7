import type { Difference } from "./difference.ts";

/**
 * Fields of the charts that the provider leaves out of a state where they are empty, since the API's own types do (`omitempty` of a field that
 * is no pointer); absent and empty are the same to Kubernetes. Fields such as `automountServiceAccountToken: false`, whose absence means
 * something else, stay in a state and are not among them. As seen in states that pulumi-kubernetes 4.34.2 wrote with server-side apply.
 */
const empty: Readonly<Record<string, string>> = {
  globalDefault: "false",
  data: "{}",
  value: '""',
  hostIPC: "false",
  hostNetwork: "false",
  hostPID: "false",
  nodeSelector: "{}",
  tolerations: "[]",
};

/** Whether a state lacks a field only because it is empty. */
export function emptyInStates({ path, rendered, here }: Difference): boolean {
  return here === undefined && JSON.stringify(rendered) === empty[path.split(".").at(-1)!];
}
