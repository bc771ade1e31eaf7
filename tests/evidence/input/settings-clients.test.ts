import { expect, test } from "vitest";
import { settingsClients } from "../../../evidence/input/settings-clients.ts";

test("clients are whom the settings name, each by principal or by namespace, with the models of its grant", () => {
  const keep = {
    clients: [
      { name: "bot", from: { kind: "private-link", principal: "arn:aws:iam::444455556666:root" } },
      { name: "search", from: { kind: "workload", namespace: "search", serviceAccount: "indexer" }, models: ["chat", "code"] },
    ],
  };
  expect(settingsClients({ values: { "modelkeep:keep": JSON.stringify(keep) } })).toEqual([
    { kind: "private-link", name: "bot", principal: "arn:aws:iam::444455556666:root" },
    { kind: "workload", name: "search", namespace: "search", models: ["chat", "code"] },
  ]);
});

test("settings without clients name nobody, and a stack of another program says nothing", () => {
  expect(settingsClients({ values: { "modelkeep:keep": "{}" } })).toEqual([]);
  expect(settingsClients({ values: { "aws:region": "eu-central-1" } })).toBeUndefined();
});
