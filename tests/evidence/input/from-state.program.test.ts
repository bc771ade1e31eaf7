import { describe, expect, test } from "vitest";
import { symbolsIn } from "../../../engine/in-process/symbols/symbol.ts";
import { PreviewError } from "../../../engine/preview.ts";
import { inventoryOfPreview } from "../../../evidence/input/from-preview.ts";
import { inventoryOfState } from "../../../evidence/input/from-state.ts";
import { prove } from "../../../evidence/proofs/prove.ts";
import { symbolicExample } from "../../support/symbolic-example.ts";
import { exported } from "./deployed.ts";

const stack = "r1-distill-32b";

// Made here, once for all tests of the file.
await symbolicExample(stack);

test("a deployed stack has the same verdicts as its preview", async () => {
  const example = await symbolicExample(stack);
  const inventory = inventoryOfState(exported(example));
  expect(inventory.resources.map(({ urn }) => urn)).toEqual(example.preview.resources.map(({ urn }) => urn));
  expect(symbolsIn(JSON.stringify(inventory.resources), example.symbols)).toEqual([]);
  expect(prove(inventory)).toEqual(prove(inventoryOfPreview(example)));
});

test("ids and ARNs of a state name the resources to which they belong", async () => {
  const inventory = inventoryOfState(exported(await symbolicExample(stack)));
  const [subnet] = inventory.of("aws:ec2/subnet:Subnet");
  const [attachment] = inventory.of("aws:autoscaling/attachment:Attachment");
  expect(inventory.reference(subnet!.inputs["vpcId"])).toMatchObject({ resource: { name: "network-vpc" }, property: "id" });
  expect(inventory.reference(attachment!.inputs["autoscalingGroupName"])).toMatchObject({
    resource: { name: "gpu-pool" },
    property: "resources[0].autoscalingGroups[0].name",
  });
  expect(inventory.reference(attachment!.inputs["lbTargetGroupArn"])).toMatchObject({
    resource: { name: "private-link-front-door" },
    property: "arn",
  });
  const [vpc] = inventory.of("aws:ec2/vpc:Vpc");
  expect(inventory.reference(vpc!.inputs["cidrBlock"])).toMatchObject({ resource: undefined, text: vpc!.inputs["cidrBlock"] });
  expect(inventory.reference("vpc-0fedcba9876543210")).toMatchObject({ resource: undefined, text: "vpc-0fedcba9876543210" });
});

test("a hole in a deployed stack is found", async () => {
  const opened = exported(await symbolicExample(stack), (text) =>
    text.replaceAll('"endpointPublicAccess":false', '"endpointPublicAccess":true'),
  );
  expect(prove(inventoryOfState(opened))[0]).toMatchObject({ id: "no-way-in", status: "refuted" });
});

describe("what is no state of a stack is refused in one message", () => {
  const messages = (json: string) => {
    try {
      inventoryOfState(json);
    } catch (error) {
      if (error instanceof PreviewError) return error.messages;
      throw error;
    }
    return undefined;
  };

  test.each(["", "{}", "[]", '{"steps":[]}', "{"])("%j", (json) => {
    expect(messages(json)).toEqual(["this is not a state of a stack; accepted: the output of `pulumi stack export`"]);
  });

  test("a resource that waits for its deletion", () => {
    const resources = [{ urn: "urn:pulumi:a::b::c:d:E::f", type: "c:d:E", custom: true, delete: true }];
    expect(messages(JSON.stringify({ deployment: { resources } }))).toEqual([
      expect.stringMatching(/^urn:pulumi:a::b::c:d:E::f waits for its deletion/),
    ]);
  });
});
