import { manifestText } from "./manifest-text.ts";

/** Escapes a text for Helm: each `{{`, which opens a template action, becomes an action that prints it. */
export const helmEscaped = (text: string): string => text.replaceAll("{{", '{{ "{{" }}');

/**
 * The files of a plain chart around manifests: it has no values, because the keep's settings determine everything.
 * @param manifests text by path
 */
export function helmChart(manifests: ReadonlyMap<string, string>): Map<string, string> {
  const chart = {
    apiVersion: "v2",
    name: "modelkeep",
    version: "0.1.0",
    type: "application",
    description:
      "A private home for an open-weight model, rendered from its settings. Deploy with Helm 4, or with kubectl apply --server-side of its output.",
  };
  return new Map([
    ["Chart.yaml", manifestText(chart)],
    ["values.yaml", "{}\n"],
    ...[...manifests].map(([path, text]) => [`templates/${path}`, helmEscaped(text)] as const),
  ]);
}
