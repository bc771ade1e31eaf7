/** Labels of a pod or a namespace. */
export type LabelSet = Readonly<Record<string, string>>;

/** `LabelSelector` of the Kubernetes API. */
export interface LabelSelector {
  matchLabels?: LabelSet;
  matchExpressions?: readonly { key: string; operator: string; values?: readonly string[] }[];
}

const operators: Record<string, (label: string | undefined, values: readonly string[]) => boolean> = {
  In: (label, values) => label !== undefined && values.includes(label),
  // A label that is absent is not in the list either.
  NotIn: (label, values) => label === undefined || !values.includes(label),
  Exists: (label) => label !== undefined,
  DoesNotExist: (label) => label === undefined,
};

/**
 * Whether a selector takes an object with these labels: every line must hold, so a selector without lines takes everything.
 * Source: LabelSelector in the Kubernetes API reference.
 * @throws Error for an operator that Kubernetes does not know
 */
export function selects({ matchLabels = {}, matchExpressions = [] }: LabelSelector, labels: LabelSet): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const holds = operators[operator];
      if (!holds) throw new Error(`a label selector has the operator "${operator}"; Kubernetes knows ${Object.keys(operators).join(", ")}`);
      return holds(Object.hasOwn(labels, key) ? labels[key] : undefined, values);
    })
  );
}
