import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { treeLines } from "../../../cli/view/tree.ts";
import { plain } from "../../../terminal/paint.ts";
import { resource } from "./resource.ts";

const estate = [
  resource({ urn: "stack", type: "pulumi:pulumi:Stack", name: "estate-dev", custom: false, parent: undefined }),
  resource({ urn: "vpc", type: "aws:ec2/vpc:Vpc", name: "main" }),
  resource({ urn: "subnet-0", type: "aws:ec2/subnet:Subnet", name: "private-0", parent: "vpc" }),
  resource({ urn: "subnet-1", type: "aws:ec2/subnet:Subnet", name: "private-1", parent: "vpc" }),
  resource({ urn: "vault", type: "estate:data:Vault", name: "vault", custom: false, protect: true, retainOnDelete: true }),
  resource({ urn: "key", type: "aws:kms/key:Key", name: "vault-key", parent: "vault", protect: true }),
  resource({ urn: "shared", type: "aws:ec2/vpc:Vpc", name: "shared", readId: "vpc-1" }),
];

test("reads like pulumi preview", () => {
  expect(treeLines(estate, 100, plain)).toEqual([
    "     Type                  Name        Plan    Info",
    " +   pulumi:pulumi:Stack   estate-dev  create",
    " +   ├─ aws:ec2:Vpc        main        create",
    " +   │  ├─ aws:ec2:Subnet  private-0   create",
    " +   │  └─ aws:ec2:Subnet  private-1   create",
    " +   ├─ estate:data:Vault  vault       create  protected, retained",
    " +   │  └─ aws:kms:Key     vault-key   create  protected",
    " >   └─ aws:ec2:Vpc        shared      read",
  ]);
});

test("has no column that says nothing", () => {
  expect(treeLines(estate.slice(0, 2), 100, plain)[0]).toBe("     Type                 Name        Plan");
});

describe("long names", () => {
  test("lose their middle", () => {
    const [, line] = treeLines([resource({ parent: undefined, name: `start-${"x".repeat(200)}-end` })], 60, plain);
    expect(line).toMatch(/start-x+…x+-end {2}create$/);
    expect(line).toHaveLength(60);
  });

  test("keep to 100 columns", () => {
    const name = fc.string({ minLength: 1, maxLength: 150, unit: fc.constantFrom("a", "-", "7") });
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.boolean()), { minLength: 1, maxLength: 8 }), (made) => {
        const chain = made.map(([text, protect], index) =>
          resource({ urn: `${index}`, name: text, protect, parent: index === 0 ? undefined : `${index - 1}` }),
        );
        for (const line of treeLines(chain, 100, plain)) expect(line.length).toBeLessThanOrEqual(100);
      }),
    );
  });
});
