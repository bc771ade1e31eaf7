import type { Mutation } from "./mutation.ts";

const folder = "engine/in-process/symbols";
const outputs = { file: `${folder}/symbolic-outputs.ts`, test: "tests/engine/in-process/symbols/symbolic-outputs.test.ts" };
const declared = { file: `${folder}/declared-outputs.ts`, test: "tests/engine/in-process/symbols/declared-outputs.test.ts" };

/** Edits that would let a symbol stand for something else, or for nothing. */
export const symbolsMutations: Mutation[] = [
  {
    ...outputs,
    name: "an output that the program gave is replaced by a symbol",
    find: "if (value !== undefined && value !== null) completed[name] = extend(value, type, at, depth);",
    replace: "if (value === 0) completed[name] = extend(value, type, at, depth);",
    fails: "what the program gave stays, and an object that it gave in part is completed",
  },
  {
    ...outputs,
    name: "objects within an output lose their place in its path",
    find: 'path === "" ? name :',
    replace: "path !== null ? name :",
    fails: "objects have the fields that are always there, lists one element, and endless types an end",
  },
  {
    ...outputs,
    name: "two outputs of one resource have one symbol",
    file: `${folder}/symbol.ts`,
    find: 'property}`).digest("hex")',
    replace: 'urn}`).digest("hex")',
    fails: "another resource, or another output, is another symbol",
  },
  {
    ...outputs,
    name: "any text between two tildes is a symbol",
    file: `${folder}/symbol.ts`,
    find: "return candidates(text).filter((symbol) => Object.hasOwn(table, symbol));",
    replace: "return candidates(text);",
    fails: "symbols are found within other text, and replaced there",
  },
  {
    ...declared,
    name: "optional fields of an output are taken for present",
    find: 'declared.optional || mark === "?"',
    replace: "declared.optional",
    fails: "an object within an output is found by its path, in namespaces of any depth",
  },
  {
    name: "a truth value is taken for a text",
    file: `${folder}/output-type.ts`,
    find: 'if (text === "string" ||',
    replace: 'if (text === "string" || text === "boolean" ||',
    test: "tests/engine/in-process/symbols/output-type.test.ts",
    fails: '"boolean"',
  },
  {
    name: "a decision of the program is taken for a fact of the deployment",
    file: `${folder}/decided.ts`,
    find: ".length > 0 ? value : UNKNOWN",
    replace: ".length >= 0 ? value : UNKNOWN",
    test: "tests/engine/in-process/symbols/decided.test.ts",
    fails: "a decision is forgotten",
  },
];
