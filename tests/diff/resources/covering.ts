import { everything } from "../../support/everything.ts";

/** A scripted change, by what it is expected to do to resources: `update kubernetes:apps/v1:Deployment::name`, a line each. */
interface Expecting {
  expected: { resources: readonly string[] };
}

/** Of what kind a resource is, by its type and name. */
type Kind = (resource: string) => string;

/** By its provider, such as `kubernetes`. */
export const byProvider: Kind = (resource) => resource.split(":")[0]!;
/** By its type, such as `kubernetes:apps/v1:Deployment`. */
export const byType: Kind = (resource) => resource.split("::").at(-2) ?? resource;

/**
 * As few of the changes as together do everything that all of them do: each operation on each kind of resource. All of them where tables are
 * tried whole.
 */
export function covering<Change extends Expecting>(changes: readonly Change[], kind: Kind, whole = everything): readonly Change[] {
  if (whole) return changes;
  const operationsOn = ({ expected }: Expecting) =>
    expected.resources.map((line) => {
      const [operation = "", resource = ""] = line.split(" ");
      return `${operation} ${kind(resource)}`;
    });
  const left = new Set(changes.flatMap(operationsOn));
  const chosen: Change[] = [];
  while (left.size > 0) {
    const more = (change: Change) => new Set(operationsOn(change).filter((one) => left.has(one))).size;
    const [best] = [...changes].sort((a, b) => more(b) - more(a));
    if (best === undefined) break;
    chosen.push(best);
    for (const one of operationsOn(best)) left.delete(one);
  }
  return chosen;
}
