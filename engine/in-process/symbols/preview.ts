import { type Preview, PreviewError, UNKNOWN } from "../../preview.ts";
import { readProject } from "../../stack/project.ts";
import { type PreviewOptions, previewInProcess, runInProcess } from "../preview.ts";
import { OutputDeclarations } from "./declared-outputs.ts";
import { Symbols, type SymbolTable } from "./symbol.ts";
import { symbolicOutputs } from "./symbolic-outputs.ts";

/** A preview in which outputs are named instead of unknown. */
export interface SymbolicPreview {
  /** Its inputs hold symbols where those of a plain preview hold {@link UNKNOWN}. */
  preview: Preview;
  /** The symbols that stand in inputs, or in outputs of the stack. */
  symbols: SymbolTable;
  /** Inputs that are unknown all the same, as `<urn>: <path>`: made from an output of no known shape. */
  unknown: string[];
}

/**
 * Previews a stack as if each of its resources had been created: every text and number that only the cloud knows has a symbol in its place,
 * which says of which resource and output it is. So a policy that contains an id is there to be read, and a reference says what it refers to.
 *
 * It is a dry run still (`pulumi.runtime.isDryRun()` is true, and a program that refuses to deploy without credentials does not notice): the
 * engine only knows more than one without a provider could. Texts that a program computes from an output are computed from its symbol.
 *
 * @throws PreviewError as {@link previewInProcess} does; and where a program computes with a value that only a deployment knows, in a way that
 *   no stand-in bears, such as parsing it
 */
export async function previewWithSymbols(options: Omit<PreviewOptions, "onResource">): Promise<SymbolicPreview> {
  const { programDirectory } = await readProject(options.root);
  const declarations = new OutputDeclarations(programDirectory);
  const symbols = new Symbols();
  try {
    const preview = await runInProcess(options, {
      provide: async (urn, type, inputs) => {
        const declared = await declarations.of(type);
        return { id: symbols.text(urn, "id"), state: declared ? symbolicOutputs(urn, inputs, declared, symbols) : inputs };
      },
    });
    return {
      preview,
      symbols: symbols.tableOf({ resources: preview.resources, outputs: preview.outputs }),
      unknown: unknownInputs(preview),
    };
  } catch (error) {
    if (!(error instanceof PreviewError)) throw error;
    // A program that fails by itself says so better without symbols.
    await previewInProcess(options);
    throw new PreviewError([
      "the program computes with a value that only a deployment knows, and fails on the symbol (~name.property~) that stands for it here;\n" +
        "a state file of the deployed stack has the values themselves",
      ...error.messages,
    ]);
  }
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
