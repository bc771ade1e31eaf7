import { expect, test } from "vitest";
import { frontDoorLines } from "../../../gate/audit/front-door-line.ts";
import { logLines } from "../../../gate/audit/log-lines.ts";
import { compareWitnesses } from "../../../gate/audit/witnesses.ts";
import { begun, ended, logOf, recordsOf, started } from "./records.ts";

/** A line as the front door's configuration has it, shortened by what the gate does not say. */
const line = (id: string, otherwise: object = {}) =>
  JSON.stringify({
    record: "request",
    id,
    client: "spiffe://modelkeep/demo/client/notebook",
    status: 200,
    reason: "via_upstream",
    route: "chat-completions",
    ...otherwise,
  });
const gate = [started(), begun("x"), ended("x"), ended("y", { outcome: "refused", rule: "body-size", status: 413 })];
const door = [line("x"), line("y", { status: 413 })];

const compared = (events = gate, lines = door) => {
  const read = frontDoorLines(logLines(lines.join("\n"), "door.log"));
  expect(read.unreadable).toEqual([]);
  return compareWitnesses(recordsOf(logOf(events)), read.lines).map(({ kind, message }) => `${kind}: ${message}`);
};

test("two witnesses that agree", () => {
  expect(compared()).toEqual([]);
});

test.each<[what: string, events: typeof gate, lines: string[], says: string[]]>([
  [
    "a request that the gate has not",
    gate.slice(0, 3),
    door,
    ["one-witness: the request of door.log:2 was passed on, and is not among the gate's"],
  ],
  ["a request that the front door has not", gate, door.slice(1), ["one-witness: the request of line 3 is not among the front door's"]],
  [
    "another client",
    gate,
    [line("x", { client: "spiffe://modelkeep/demo/client/crawler" }), door[1]!],
    ["disagreement: line 3 and door.log:1 name another client of one request"],
  ],
  [
    "another status",
    gate,
    [line("x", { status: 500 }), door[1]!],
    ["disagreement: line 3 and door.log:1 name another status of one request"],
  ],
  [
    "a request twice at the front door",
    gate,
    [...door, door[0]!],
    ["repeated: the front door has the request of door.log:3 at door.log:1 too"],
  ],
  ["a request that ends twice", [...gate, ended("x")], door, ["repeated: the gate has the request of line 5 at line 3 too"]],
])("%s", { tags: ["gate-audit-witnesses"] }, (_, events, lines, says) => {
  expect(compared(events, lines)).toEqual(says);
});

test("what the front door answers by itself needs no record of the gate, and has a status of its own", () => {
  const own = [
    line("denied", { status: 403, reason: "rbac_access_denied_matched_policy[none]", client: "" }),
    line("x", { status: 503, reason: "upstream_reset_before_response_started{connection_termination}" }),
  ];
  expect(compared(gate.slice(0, 3), own)).toEqual([]);
  // The gate was killed: a start without an end, and nobody who passed on an answer.
  expect(compared(gate.slice(0, 2), [own[1]!])).toEqual([]);
});

test("a client whom the gate does not know has no name there", () => {
  expect(
    compared(
      [started(), ended("x", { client: "", outcome: "refused", rule: "credential-unknown", status: 401 })],
      [line("x", { status: 401 })],
    ),
  ).toEqual([]);
});

test("a line that says it is the front door's, and is not, is told", () => {
  const lines = logLines(`{"record":"request"}\n${line("")}\n{"record":"request",`, "door.log");
  expect(frontDoorLines(lines)).toEqual({ lines: [], unreadable: lines });
});
