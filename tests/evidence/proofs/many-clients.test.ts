import { expect, test } from "vitest";
import { prove } from "../../../evidence/proofs/prove.ts";
import { symbolicExample } from "../../support/symbolic-example.ts";
import { Edit } from "../holes/edit.ts";
import { rule } from "../holes/openings.ts";

// Made here and not within a test: on a machine that has much to do this takes longer than a test may.
await symbolicExample("r1-distill-32b");

test("a thousand clients are proved in seconds", async () => {
  const program = new Edit(await symbolicExample("r1-distill-32b"));
  const vpcEndpointServiceId = program.output("private-link-service");
  for (let i = 0; i < 1_000; i++) {
    const principalArn = `arn:aws:iam::${100_000_000_000 + i}:root`;
    program.add("aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple", `principal-${i}`, {
      vpcEndpointServiceId,
      principalArn,
    });
    rule(program, "Ingress", "load-balancer", { cidrIpv4: `10.${130 + (i >> 8)}.${i & 255}.0/24` }, 443, `rule-${i}`);
    const grant = structuredClone(program.inputs("modelkeep-serving/grant-support-bot"));
    grant["metadata"]["name"] = `grant-${i}`;
    program.add("kubernetes:networking.k8s.io/v1:NetworkPolicy", `grant-${i}`, grant);
  }
  const { inventory } = program;
  const started = performance.now();
  const results = prove(inventory);
  expect(results.map(({ status }) => status)).toEqual(["proved", "proved", "proved", "proved"]);
  expect((performance.now() - started) / 1_000).toBeLessThan(5);
});
