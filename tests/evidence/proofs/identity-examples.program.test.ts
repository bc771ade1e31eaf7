import { expect, test } from "vitest";
import { inventoryOfPreview } from "../../../evidence/input/from-preview.ts";
import { proveIdentity } from "../../../evidence/proofs/identity.ts";
import { symbolicExample } from "../../support/symbolic-example.ts";

const settings = { account: "111122223333", writers: ["modelkeep-publisher"] };
const prove = async (stack: string) => proveIdentity(inventoryOfPreview(await symbolicExample(stack)), settings);

test.each(["demo", "r1-distill-32b", "v4-flash"])(
  "%s: every claim about principals is proved, over policies that are there",
  async (example) => {
    const results = await prove(example);
    expect(results.map(({ id, status }) => `${id}: ${status}`)).toEqual([
      "outside-principals: proved",
      "confused-deputy: proved",
      "vault-access: proved",
      "key-users: proved",
      "endpoint-exits: proved",
    ]);
  },
);

test("a stack without AWS has nothing to prove of principals", async () => {
  expect(await prove("on-prem")).toEqual([]);
});
