import type { Mutation } from "./mutation.ts";

/** Edits that would let a symbol stand for something else, or for nothing. */
export const symbolsMutations: Mutation[] = [
  {
    name: "an output that the program gave is replaced by a symbol",
    in: "symbolicOutputs",
    find: "if (value !== undefined && value !== null) completed[name] = extend(value, type, at, depth);",
    replace: "if (value === 0) completed[name] = extend(value, type, at, depth);",
    fails: "given-outputs-stay",
  },
  {
    name: "objects within an output lose their place in its path",
    in: "symbolicOutputs",
    find: 'path === "" ? name :',
    replace: "path !== null ? name :",
    fails: "symbolic-output-shapes",
  },
  {
    name: "two outputs of one resource have one symbol",
    in: "digest",
    find: 'property}`).digest("hex")',
    replace: 'urn}`).digest("hex")',
    fails: "each-output-own-symbol",
  },
  {
    name: "any text between two tildes is a symbol",
    in: "symbolsIn",
    find: "return candidates(text).filter((symbol) => Object.hasOwn(table, symbol));",
    replace: "return candidates(text);",
    fails: "symbols-found-within-text",
  },
  {
    name: "optional fields of an output are taken for present",
    in: "interfaceMembers",
    find: 'declared.optional || mark === "?"',
    replace: "declared.optional",
    fails: "output-object-found-by-path",
  },
  {
    name: "a truth value is taken for a text",
    in: "output-type#single",
    find: 'if (text === "string" ||',
    replace: 'if (text === "string" || text === "boolean" ||',
    fails: "output-type-read",
  },
  {
    name: "a decision of the program is taken for a fact of the deployment",
    in: "withoutDecisions",
    find: ".length > 0 ? value : UNKNOWN",
    replace: ".length >= 0 ? value : UNKNOWN",
    fails: "decision-by-symbol-forgotten",
  },
];
