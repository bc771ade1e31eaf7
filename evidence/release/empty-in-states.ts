import { leftOut } from "../../policies/keep/left-out.ts";
import type { Difference } from "./difference.ts";

const empty: ReadonlyMap<string, string> = new Map(Object.entries(leftOut).map(([field, value]) => [field, JSON.stringify(value)]));

/** Whether a state lacks a field only because it is empty: the provider omits such fields. */
export function emptyInStates({ path, rendered, here }: Difference): boolean {
  return here === undefined && JSON.stringify(rendered) === empty.get(path.split(".").at(-1)!);
}
