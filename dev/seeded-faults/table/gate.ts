import type { Fault } from "../fault.ts";

const served = { project: "unit", test: "tests/gate/serve/gate.test.ts" } as const;

/** Mistakes in the request check that show where requests come and go: a test waits for what then never happens. */
export const gateFaults: Fault[] = [
  {
    name: "a client who leaves goes on costing",
    in: "forward",
    find: "upstream.destroy();",
    replace: "",
    ...served,
    title: "ends the request at the model server at once",
  },
  {
    name: "a request that has ended keeps its place",
    in: "RequestGate",
    find: "turn.leave();",
    replace: "",
    ...served,
    title: "of requests at once",
  },
  {
    name: "half of an answer looks whole",
    in: "passOn",
    find: "client.destroy();\n    done(false);",
    replace: "client.end();\n    done(false);",
    ...served,
    title: "breaks off in the middle of an answer",
  },
];
