import { type Preview, PreviewError, UNKNOWN } from "../../preview.ts";
import { readProject } from "../../stack/project.ts";
import type { Provide } from "../deployment.ts";
import { type PreviewOptions, previewInProcess, runInProcess } from "../preview.ts";
import { withoutDecisions } from "./decided.ts";
import { OutputDeclarations } from "./declared-outputs.ts";
import { Symbols, type SymbolTable } from "./symbol.ts";
import { symbolicOutputs } from "./symbolic-outputs.ts";

/** A preview in which outputs are symbols instead of unknown. */
export interface SymbolicPreview {
  /** Its inputs have symbols where those of a plain preview have {@link UNKNOWN}. */
  preview: Preview;
  /** The symbols in inputs, or in outputs of the stack. */
  symbols: SymbolTable;
  /** Inputs that are still unknown, as `<urn>: <path>`: of unknown shape, or decided by the program from an output. */
  unknown: string[];
  /** The plain preview of the same program. */
  plain: Preview;
}

/**
 * Previews a stack as if each of its resources had been created: every string and number that only the cloud knows is replaced by a symbol,
 * which identifies its resource and output. So a policy that contains an id can be read, and a reference identifies its target.
 *
 * It is still a dry run (`pulumi.runtime.isDryRun()` is true, and a program that refuses to deploy without credentials does not notice):
 * the engine just returns more outputs. The program runs twice concurrently, with and without symbols, because only
 * the comparison shows where it based a decision on a symbol; see {@link withoutDecisions}.
 *
 * @throws PreviewError as {@link previewInProcess} does; and where a program computes with a value known only after deployment, in a way
 *   that a placeholder does not support, such as parsing it
 */
export async function previewWithSymbols(options: PreviewOptions): Promise<SymbolicPreview> {
  const { programDirectory } = await readProject(options.root);
  const declarations = new OutputDeclarations(programDirectory);
  const made = new Symbols();
  const provide: Provide = async (urn, type, inputs) => {
    const declared = await declarations.of(type);
    return { id: made.text(urn, "id"), state: declared ? symbolicOutputs(urn, inputs, declared, made) : inputs };
  };
  const [symbolic, plain] = await Promise.allSettled([runInProcess(options, { provide }), previewInProcess(options)]);
  // A program that fails anyway has a clearer message without symbols.
  if (plain.status === "rejected") throw plain.reason;
  if (symbolic.status === "rejected") throw explained(symbolic.reason);
  const symbols = made.tableOf({ resources: symbolic.value.resources, outputs: symbolic.value.outputs });
  const plainInputs = new Map(plain.value.resources.map(({ urn, inputs }) => [urn, inputs]));
  const honest = <T>(value: T, known: unknown) => withoutDecisions(value, known, symbols) as T;
  const preview: Preview = {
    ...symbolic.value,
    resources: symbolic.value.resources.map((resource) => ({
      ...resource,
      inputs: honest(resource.inputs, plainInputs.get(resource.urn)),
    })),
    outputs: honest(symbolic.value.outputs, plain.value.outputs),
    // Messages of the program about a symbol are not about the deployment either.
    diagnostics: plain.value.diagnostics,
  };
  return { preview, symbols, unknown: unknownInputs(preview), plain: plain.value };
}

function explained(error: unknown): unknown {
  if (!(error instanceof PreviewError)) return error;
  return new PreviewError([
    "the program computes with a value that is known only after deployment, and fails on the symbol (~name.property~) used in its place;\n" +
      "a state file of the deployed stack has the actual values",
    ...error.messages,
  ]);
}

function unknownInputs({ resources }: Preview): string[] {
  return resources.flatMap(({ urn, inputs }) =>
    pathsOf(inputs, "")
      .sort()
      .map((path) => `${urn}: ${path}`),
  );
}

function pathsOf(value: unknown, path: string): string[] {
  if (typeof value === "string") return value.includes(UNKNOWN) ? [path] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    pathsOf(inner, Array.isArray(value) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`),
  );
}
