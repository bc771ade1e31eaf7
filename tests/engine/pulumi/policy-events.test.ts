import { expect, test } from "vitest";
import { policyEvents } from "../../../engine/pulumi/policy-events.ts";

test("reads what policies said from the engine's log of events, without colours and without the rest", () => {
  const said = {
    policyName: "a-rule",
    enforcementLevel: "mandatory",
    severity: "high",
    resourceUrn: "urn:a",
    message: "<{%reset%}>must be \u001b[1mfalse\u001b[0m<{%reset%}>\n",
  };
  const log = [
    { preludeEvent: {} },
    { policyEvent: said },
    { policyEvent: { policyName: "other", enforcementLevel: "advisory", message: "m" } },
  ];
  expect(policyEvents(`${log.map((event) => JSON.stringify(event)).join("\n")}\n`)).toEqual([
    { policy: "a-rule", level: "mandatory", severity: "high", urn: "urn:a", message: "must be false" },
    { policy: "other", level: "advisory", severity: "", urn: "", message: "m" },
  ]);
});
