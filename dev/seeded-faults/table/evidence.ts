import type { Fault } from "../fault.ts";

/** Mistakes in the graph of the network, the evaluators, the proofs, and the report over them. */
export const evidenceFaults: Fault[] = [
  {
    name: "a text that a resource was given names the resource",
    in: "inventoryOfState",
    find: "if (!own.get(urn)?.has(text)) remember(text, { urn, property });",
    replace: "remember(text, { urn, property });",
    project: "program",
    test: "tests/evidence/input/from-state.program.test.ts",
  },
  {
    name: "a rule of a network ACL that denies leaves the packets to the next",
    in: "filter",
    find: "    rest = without(rest, box);\n",
    replace: "    if (allow) rest = without(rest, box);\n",
    project: "unit",
    test: "tests/evidence/reach/aws/packets.test.ts",
  },
  {
    name: "a range within another cuts it off",
    in: "port-set#merged",
    find: "open.last = Math.max(open.last, last);",
    replace: "open.last = last;",
    project: "unit",
    test: "tests/evidence/network-policy/reachability.test.ts",
  },
  {
    name: "at most is less than",
    in: "comparisons",
    find: "LessThanEquals: (of, value) => or(below(of, value), equal(of, value)),",
    replace: "LessThanEquals: (of, value) => below(of, value),",
    project: "engine",
    test: "tests/evidence/iam/agreement.engine.test.ts",
  },
  {
    name: "a principal with a wildcard is a client like another",
    in: "endpointServiceCallers",
    find: 'if (principal.includes("*"))',
    replace: 'if (principal === "*")',
    project: "program",
    test: "tests/evidence/holes/holes.program.test.ts",
  },
  {
    name: "what is undecided is no step",
    in: "verdict#verdict",
    find: 'const undecided = findings.filter(({ kind }) => kind === "undecided");',
    replace: 'const undecided = findings.filter(({ kind, enforcement }) => kind === "undecided" && enforcement === "mandatory");',
    project: "unit",
    test: "tests/evidence/report/sections/verdict.test.ts",
  },
  {
    name: "a port that is opened is one that is closed",
    in: "portChange",
    find: "[!portsWithin(now.on, old.on), !portsWithin(old.on, now.on)]",
    replace: "[!portsWithin(old.on, now.on), !portsWithin(now.on, old.on)]",
    project: "program",
    test: "tests/evidence/changes/diff.program.test.ts",
  },
];
