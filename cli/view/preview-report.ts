import type { Preview, PreviewResource } from "../../engine/preview.ts";
import type { Paint } from "../../terminal/paint.ts";
import { summaryLines } from "./summary.ts";
import { treeLines } from "./tree.ts";
import { shortType } from "./type-name.ts";
import { recordLines } from "./value.ts";

export interface ReportOptions {
  /** Maximum width of a line, in columns. */
  width: number;
  paint: Paint;
  /** Whether to print the inputs of every resource, too. */
  inputs: boolean;
  /** Results of the policy pack, if it was evaluated. */
  policies?: readonly string[];
}

/** A preview as text, in the order of `pulumi preview`: tree, diagnostics, outputs, summary. */
export function previewReport(preview: Preview, { width, paint, inputs, policies = [] }: ReportOptions): string {
  const sections = [
    treeLines(preview.resources, width, paint),
    inputs ? preview.resources.flatMap((resource) => inputLines(resource, paint)) : [],
    diagnosticLines(preview, paint),
    Object.keys(preview.outputs).length > 0 ? [paint("bold", "Outputs:"), ...recordLines(preview.outputs)] : [],
    summaryLines(preview, width, paint),
    policies,
    [took(preview)],
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join("\n")}\n`)
    .join("\n");
}

function inputLines({ type, urn, inputs, provider }: PreviewResource, paint: Paint): string[] {
  const told = [`    [urn=${urn}]`, ...(provider ? [`    [provider=${provider}]`] : [])];
  return [`${paint("green", "+")} ${type}: (create)`, ...told.map((line) => paint("dim", line)), ...recordLines(inputs)];
}

function diagnosticLines({ diagnostics, resources }: Preview, paint: Paint): string[] {
  if (diagnostics.length === 0) return [];
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const groups = Map.groupBy(diagnostics, ({ urn }) => byUrn.get(urn ?? "") ?? resources[0]);
  const lines = [...groups].flatMap(([resource, all]) => [
    `  ${resource ? `${shortType(resource.type)} (${resource.name})` : "program"}:`,
    ...all.map(({ severity, message }) => {
      const label = severity === "info" ? "" : `${paint(severity === "error" ? "red" : "yellow", severity)}: `;
      return `    ${label}${message.trimEnd().replaceAll("\n", "\n    ")}`;
    }),
  ]);
  return [paint("bold", "Diagnostics:"), ...lines];
}

function took({ durationSeconds, peakMemoryMiB }: Preview): string {
  const memory = peakMemoryMiB === undefined ? "" : `, ${peakMemoryMiB} MiB`;
  return `Previewed in process in ${durationSeconds.toFixed(1)} s${memory}: no cloud API was called, nothing was created.`;
}
