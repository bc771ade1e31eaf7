import type { LabelExpression } from "../snapshot.ts";

/** Whether an expression of a selector holds for labels. Sources: `NodeSelectorRequirement` and `LabelSelectorRequirement`, Kubernetes API. */
export function holds({ key, operator, values }: LabelExpression, labels: Readonly<Record<string, string>>): boolean {
  const value = labels[key];
  switch (operator) {
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    case "Gt":
      return Number(value) > Number(values[0]);
    case "Lt":
      return Number(value) < Number(values[0]);
    default:
      return false;
  }
}
