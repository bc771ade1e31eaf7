import { rmSync } from "node:fs";
import { previewInProcess } from "../../../engine/in-process/preview.ts";
import { projectFolder, type StateResource } from "../keep.ts";

/** Resources of a stack by the program that every keep has, as its own preview lists them. */
export async function listedByPreview(stack: string, stackFile: string, files: Readonly<Record<string, string>>): Promise<string[]> {
  const root = projectFolder(stack, stackFile, files);
  try {
    return (await previewInProcess({ root, stack })).resources.map(({ urn }) => urn);
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** How many resources of a state each half has. */
export interface Counted {
  all: number;
  aws: number;
  kubernetes: number;
}

/**
 * Counts what stands, which is what the preview lists, one by one.
 * @throws Error naming what is missing or more
 */
export function counted(state: readonly Pick<StateResource, "urn" | "type">[], preview: readonly string[]): Counted {
  const own = state.filter(({ type }) => type !== "pulumi:pulumi:Stack");
  const stands = new Set(own.map(({ urn }) => urn));
  const listed = new Set(preview.filter((urn) => !urn.includes("::pulumi:pulumi:Stack::")));
  const missing = [...listed].filter((urn) => !stands.has(urn)).map((urn) => `missing: ${urn}`);
  const more = [...stands].filter((urn) => !listed.has(urn)).map((urn) => `more: ${urn}`);
  if (missing.length + more.length > 0)
    throw new Error(`what stands is not what the preview of the keep lists\n${[...missing, ...more].join("\n")}`);
  const of = (start: string) => own.filter(({ type }) => type.startsWith(start)).length;
  return { all: own.length, aws: of("aws:"), kubernetes: of("kubernetes:") };
}
