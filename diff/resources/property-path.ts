/** Keys and indices from a resource's inputs to a value within them. */
export type PropertyPath = readonly (string | number)[];

/**
 * A path as Pulumi writes it: `spec.containers[0].image`, and `metadata.labels["app.kubernetes.io/name"]` where a key is not a plain name.
 * Source: `PropertyPath.String` of pulumi/pulumi, sdk/go/common/resource/property_path.go.
 */
export function pathText(path: PropertyPath): string {
  return path
    .map((step, at) => {
      if (typeof step === "number") return `[${step}]`;
      if (!/^[A-Za-z_$][\w$]*$/.test(step)) return `[${JSON.stringify(step)}]`;
      return at === 0 ? step : `.${step}`;
    })
    .join("");
}

/** A path pattern: `*` matches any key or index. */
export type PathPattern = readonly (string | number)[];

/**
 * Parses a pattern as used in options such as `ignoreChanges`: `tags`, `rules[*].port`, `labels["a.b"]`, `*`.
 * @returns undefined where the text is not a path
 */
export function parsePattern(text: string): PathPattern | undefined {
  const steps: (string | number)[] = [];
  const step = /\[(?:(\d+)|\*|"((?:[^"\\]|\\.)*)")\]|(?:^|\.)([^.[\]"]+)/y;
  while (step.lastIndex < text.length) {
    const found = step.exec(text);
    if (!found) return undefined;
    const [, index, quoted, name] = found;
    steps.push(index !== undefined ? Number(index) : quoted !== undefined ? (JSON.parse(`"${quoted}"`) as string) : (name ?? "*"));
  }
  return steps.length > 0 ? steps : undefined;
}

/** Whether a pattern matches a path or one of its ancestors. */
export function covers(pattern: PathPattern, path: PropertyPath): boolean {
  return pattern.length <= path.length && pattern.every((step, at) => step === "*" || String(step) === String(path[at]));
}

/** Whether a pattern matches a path, one of its ancestors, or one of its descendants. */
export function touches(pattern: PathPattern, path: PropertyPath): boolean {
  return covers(pattern, path) || covers(pattern.slice(0, path.length), path);
}
