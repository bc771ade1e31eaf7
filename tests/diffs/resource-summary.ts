import type { ResourceChange } from "../../diff/resources/resource-change.ts";

/**
 * Changes as lines that a person checks: `replace kubernetes:batch/v1:Job modelkeep-demo-probes/probe: spec.template...image!`, where `!`
 * marks what replaces and `=` an input that reads the same and is made of an output that will be another.
 */
export function resourceSummary(changes: readonly ResourceChange[]): string[] {
  return changes.map(({ operation, type, name, protect, retainOnDelete, properties }) => {
    const guard = `${protect ? " [protected]" : ""}${retainOnDelete ? " [retained]" : ""}`;
    const paths = properties.map(({ path, replaces, before, after }) => {
      const carried = before !== undefined && JSON.stringify(before) === JSON.stringify(after);
      return `${path}${carried ? "=" : ""}${replaces ? "!" : ""}`;
    });
    return `${operation} ${type} ${name}${guard}${paths.length > 0 ? `: ${paths.sort().join(", ")}` : ""}`;
  });
}
