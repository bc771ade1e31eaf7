import { manifestText } from "./manifest-text.ts";

/** What makes Helm print a text as it stands: each `{{`, which opens an action of a template, becomes an action that prints it. */
export const helmEscaped = (text: string): string => text.replaceAll("{{", '{{ "{{" }}');

/**
 * The files of a plain chart around manifests: nothing is left to set, since all of it was decided by the keep's settings.
 * @param manifests text by path
 */
export function helmChart(manifests: ReadonlyMap<string, string>): Map<string, string> {
  const chart = {
    apiVersion: "v2",
    name: "modelkeep",
    version: "0.1.0",
    type: "application",
    description:
      "A private home for an open-weight model, rendered from its settings. Helm 4, or kubectl apply --server-side of its template.",
  };
  return new Map([
    ["Chart.yaml", manifestText(chart)],
    ["values.yaml", "{}\n"],
    ...[...manifests].map(([path, text]) => [`templates/${path}`, helmEscaped(text)] as const),
  ]);
}
