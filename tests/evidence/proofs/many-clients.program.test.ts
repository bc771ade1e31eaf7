import { expect, test } from "vitest";
import { prove } from "../../../evidence/proofs/prove.ts";
import { callsIn } from "../../support/calls.ts";
import { symbolicExample } from "../../support/symbolic-example.ts";
import { Edit } from "../holes/edit.ts";
import { rule } from "../holes/openings.ts";

const example = await symbolicExample("r1-distill-32b");

/** Calls of functions in the proofs of an example with so many more clients; each of them must be proved. */
function callsFor(clients: number): number {
  const program = new Edit(example);
  const vpcEndpointServiceId = program.output("private-link-service");
  for (let i = 0; i < clients; i++) {
    const principalArn = `arn:aws:iam::${100_000_000_000 + i}:root`;
    program.add("aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple", `principal-${i}`, {
      vpcEndpointServiceId,
      principalArn,
    });
    rule(program, "Ingress", "load-balancer", { cidrIpv4: `10.${130 + (i >> 8)}.${i & 255}.0/24` }, 443, `rule-${i}`);
    const grant = structuredClone(program.inputs("modelkeep-r1-distill-32b-serving/grant-support-bot"));
    grant["metadata"]["name"] = `grant-${i}`;
    program.add("kubernetes:networking.k8s.io/v1:NetworkPolicy", `grant-${i}`, grant);
  }
  const { inventory } = program;
  return callsIn("evidence", () => {
    expect(prove(inventory).map(({ status }) => status)).toEqual(["proved", "proved", "proved", "proved"]);
  });
}

test("a thousand clients are proved, by work that grows no faster than their number", () => {
  // The first run has caches to fill.
  callsFor(0);
  const [some, more, most] = [250, 500, 1000].map(callsFor) as [number, number, number];
  expect((most - more) / (more - some)).toBeCloseTo(2, 1);
});
