import type { Fault } from "../fault.ts";

/** Mistakes in the engine within the process, in what is read of the real one, and in stack files. */
export const engineFaults: Fault[] = [
  {
    name: "a secret that is not known yet is no secret",
    in: "plainValue",
    find: 'value["secret"] === true ? SECRET : value["value"] === undefined ? UNKNOWN :',
    replace: 'value["value"] === undefined ? UNKNOWN : value["secret"] === true ? SECRET :',
    project: "unit",
    test: "tests/engine/in-process/wire.test.ts",
  },
  {
    name: "transforms of the ancestors run before the resource's own",
    in: "goalOf",
    find: "[...own, ...inherited]",
    replace: "[...inherited, ...own]",
    project: "program",
    test: "tests/engine/in-process/preview.program.test.ts",
  },
  {
    name: "a default in a list of blocks is taken for the program's own",
    in: "withoutDefaults",
    find: "[name, withoutDefaults(inner)]",
    replace: "[name, inner]",
    project: "unit",
    test: "tests/engine/pulumi/preview-json.test.ts",
  },
  {
    name: "the state of a workspace is always thrown away",
    in: "openWorkspace",
    find: 'const state = stateDir ?? join(folder, "state");',
    replace: 'const state = join(folder, "state");',
    project: "engine",
    test: "tests/engine/pulumi/workspace.engine.test.ts",
  },
  {
    name: "what the real engine adds to inputs is taken for the program's own",
    in: "preview-json#resourceOf",
    find: "const { __internal: _internal, ...inputs } =",
    replace: "const inputs =",
    project: "engine",
    test: "tests/engine/pulumi/equality.engine.test.ts",
  },
  {
    name: "a number with a leading zero may be decimal",
    in: "octal",
    find: "Number.parseInt(text, 8)",
    replace: "Number(text)",
    project: "unit",
    test: "tests/engine/stack/config.test.ts",
  },
];
