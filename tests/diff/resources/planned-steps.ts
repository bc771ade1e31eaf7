/**
 * Steps of `pulumi preview --json`, which tells a replacement as three: one line for each resource that does not stay the same, `operation URN`.
 */
export function plannedSteps(json: string): string[] {
  const { steps } = JSON.parse(json) as { steps: { op: string; urn: string }[] };
  const operation = (op: string) => (op.includes("replace") ? "replace" : op);
  const found = steps.filter(({ op }) => op !== "same").map(({ op, urn }) => `${operation(op)} ${urn}`);
  return [...new Set(found)].sort();
}
