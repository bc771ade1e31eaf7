import type { Preview, PreviewResource } from "../../engine/preview.ts";
import type { Paint } from "../../terminal/paint.ts";
import { shortType } from "./type-name.ts";

/** Totals of a preview: how many resources of which kind, and which of them are protected from deletion. */
export function summaryLines({ resources }: Preview, width: number, paint: Paint): string[] {
  const custom = resources.filter((resource) => resource.custom);
  const read = custom.filter(({ readId }) => readId !== undefined);
  const created = resources.length - read.length;
  const providers = custom.filter(({ type }) => type.startsWith("pulumi:providers:")).length;
  const parts = [
    counted(custom.length - providers - read.length, "resource"),
    counted(resources.length - custom.length, "component"),
    counted(providers, "provider"),
  ];
  return [
    paint("bold", "Resources:"),
    `    ${paint("green", `+ ${created} to create`)}: ${parts.join(", ")}`,
    ...(read.length > 0 ? [`    ${paint("cyan", `> ${read.length} to read`)}`] : []),
    ...wrapped(countsByKind(custom), width),
    ...kept(custom).flatMap(([title, list]) => listed(title, list, width, paint)),
  ];
}

/** Protected and retained resources, each named once. */
function kept(custom: readonly PreviewResource[]): [string, PreviewResource[]][] {
  const those = (protect: boolean, retain: boolean) => custom.filter((one) => one.protect === protect && one.retainOnDelete === retain);
  return [
    ["Protected and retained (Pulumi refuses to delete them, and leaves them in place when unprotected):", those(true, true)],
    ["Protected (Pulumi refuses to delete or replace them):", those(true, false)],
    ["Retained (left in place when removed from the stack):", those(false, true)],
  ];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function countsByKind(resources: readonly PreviewResource[]): string[] {
  const kinds = [...Map.groupBy(resources, ({ type }) => shortType(type))];
  return kinds.sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1)).map(([kind, all]) => `${all.length} ${kind}`);
}

function listed(title: string, resources: readonly PreviewResource[], width: number, paint: Paint): string[] {
  if (resources.length === 0) return [];
  const kinds = [...Map.groupBy(resources, ({ type }) => shortType(type))].sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = kinds.flatMap(([kind, all]) => wrapped([`${kind} ${all[0]!.name}`, ...all.slice(1).map(({ name }) => name)], width));
  return ["", paint("bold", title), ...lines];
}

/** Comma-separated items, wrapped; continuation lines of an item are indented further. */
function wrapped(items: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let line = "    ";
  for (const [index, item] of items.entries()) {
    const text = index === items.length - 1 ? item : `${item}, `;
    if (line.trim() !== "" && line.length + text.trimEnd().length > width) {
      lines.push(line.trimEnd());
      line = "      ";
    }
    line += text;
  }
  return items.length === 0 ? [] : [...lines, line];
}
