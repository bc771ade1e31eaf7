import type { Fault } from "../fault.ts";

/** Mistakes in the comparison that a pull request shows. */
export const diffFaults: Fault[] = [
  {
    name: "a name in two cases is one word",
    in: "wordsOf",
    find: '    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")\n',
    replace: "",
    project: "unit",
    test: "tests/diff/masking/mask-text.test.ts",
  },
  {
    name: "a limit that is just met is exceeded",
    in: "exceeds",
    find: "Math.round(after * 100) > Math.round(limit * 100)",
    replace: "Math.round(after * 100) >= Math.round(limit * 100)",
    project: "unit",
    test: "tests/diff/gates/verdict.test.ts",
  },
  {
    name: "the most important lines are left out first",
    in: "fitted",
    find: "sections[b]!.rank - sections[a]!.rank",
    replace: "sections[a]!.rank - sections[b]!.rank",
    project: "program",
    test: "tests/diff/formats/markdown/markdown.program.test.ts",
  },
  {
    name: "a bill is for the most replicas alone",
    in: "pricedSettings",
    find: "replicas }) => replicas.min)",
    replace: "replicas }) => replicas.max)",
    project: "unit",
    test: "tests/diff/cost/cost-changes.test.ts",
  },
  {
    name: "a turn that ends is never handed on",
    in: "turns",
    find: "      else running--;\n",
    replace: "      running--;\n",
    project: "unit",
    test: "tests/diff/sides/turns.test.ts",
  },
  {
    name: "a resource that an alias renames is another one",
    in: "pairs",
    find: "same.get(after.urn) ?? after.aliases?.map(taken).find((found) => found !== undefined)",
    replace: "same.get(after.urn) ?? after.aliases?.slice(1).map(taken).find((found) => found !== undefined)",
    project: "unit",
    test: "tests/diff/resources/diff-resources.test.ts",
  },
];
