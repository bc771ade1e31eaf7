import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { ofDeployment, ofGroups, refused } from "../infra/kubernetes/second-owners.ts";

/** Rows of the table of docs/updates.md about fields with a second owner. */
const [, table = ""] = readFileSync("docs/updates.md", "utf8").split("| tried on |\n|---|---|---|---|\n");
const rows = table
  .slice(0, table.indexOf("\n\n"))
  .split("\n")
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .map(([, field, , outcome, triedOn]) => ({ field: field!, outcome: outcome!, triedOn: triedOn! }));

const tried = [...ofDeployment, ...ofGroups, refused];

it("says of each field with a second owner what the test on an API server saw", () => {
  const onServer = rows.filter(({ triedOn }) => triedOn === "an API server");
  expect(onServer.map(({ field }) => field).sort()).toEqual([...new Set(tried.map(({ row }) => row))].sort());
  for (const { row, writer, outcome } of tried) {
    const said = onServer.find(({ field }) => field === row)!.outcome;
    expect(said.startsWith(outcome), `${writer}: "${outcome}", and the page says "${said}"`).toBe(true);
  }
});

it("says where each of the others was tried", () => {
  const elsewhere = rows.filter(({ triedOn }) => triedOn !== "an API server");
  expect(elsewhere.map(({ field, triedOn }) => [field, triedOn])).toEqual([["`scalingConfig` of a node group", "a stand-in for EKS"]]);
});
