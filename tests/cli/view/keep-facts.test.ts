import { describe, expect, it, test } from "vitest";
import { keepFacts } from "../../../cli/view/keep-facts.ts";
import { keepOf } from "../../../diff/settings/keep-of.ts";
import { block, eks, existing, onCpus, put, type Raw } from "../../infra/settings/good-settings.ts";

const facts = (raw: Raw): Record<string, string[]> => {
  const config = { "modelkeep:keep": JSON.stringify(raw) };
  const keep = keepOf(config);
  if (keep === undefined) throw new Error("these settings are not read");
  return Object.fromEntries(keepFacts(keep, config).map(({ label, texts }) => [label, [...texts]]));
};

describe("a keep on AWS", () => {
  it("says what serves whom, where, with how much to spare and for how much", () => {
    const { Fits, Cost, Images: _placeholders, ...rest } = facts(eks());
    expect(rest).toEqual({
      Model: ["DeepSeek-R1-Distill-Qwen-32B, requests of up to 32,768 tokens"],
      "Runs on": ["g6e.12xlarge (4 x L40S), on demand, in eu-central-1, account 111122223333"],
      Replicas: ["2, up to 4"],
      Validated: ["not validated on a GPU by this project"],
      Clients: [
        "support-bot, over PrivateLink from arn:aws:iam::444455556666:root (10.128.0.0/16)",
        "search, from service account indexer in namespace search",
      ],
    });
    expect(Fits?.[0]).toMatch(/^with \d+\.\d GiB spare on each GPU: one such request at a time, and room for \d+$/);
    expect(Cost?.[0]).toMatch(/^1\d,\d{3} USD to 3\d,\d{3} USD a month, at prices of us-east-1$/);
  });

  it("says the layout where the settings name one, with the room of all ranks", () => {
    const { "Runs on": runs, Fits } = facts(block(put("capacity.layout", { tensorParallel: 1, dataParallel: 8, expertParallel: true })));
    expect(runs?.[0]).toMatch(/^p5en\.48xlarge \(8 x H200\).*; data parallel attention x 8 with expert parallelism$/);
    expect(Fits?.[0]).toMatch(/^with \d+\.\d GiB spare on each GPU: one such request at a time, and room for \d+$/);
  });

  test.each([
    ["no digest", undefined, "PLACEHOLDER for vllm: no digest is given, and deployments refuse that"],
    ["a placeholder", `docker.io/vllm/vllm-openai@sha256:${"01".repeat(32)}`, "PLACEHOLDER for vllm: the given digest is not of an image"],
  ])("%s is marked", (_, vllm, text) => {
    expect(facts(eks(put("images", vllm === undefined ? {} : { vllm })))["Images"]).toEqual([text]);
  });

  it("is said not to be marked where every digest is one", () => {
    const real = `docker.io/vllm/vllm-openai@sha256:${"dced08cf7c472e1a1d067f906878266078eeeb63c110b4961882c039a622853a"}`;
    expect(facts(eks(put("images", { vllm: real })))["Images"]).toBeUndefined();
  });

  it("counts the clients after the first four, and looks for none where there is none", () => {
    const client = (name: string) => ({ name, from: { kind: "workload", namespace: "n", serviceAccount: "s" } });
    const texts = facts(eks(put("clients", ["a", "b", "c", "d", "e", "f"].map(client))))["Clients"];
    expect([texts?.length, texts?.at(-1)]).toEqual([5, "and 2 others"]);
    expect(facts(eks(put("clients", [])))["Clients"]).toEqual(["none: all calls are denied until you add a client under clients"]);
  });
});

describe("a keep on a cluster that exists", () => {
  it("is not priced, and has its room on the GPUs that are stated", () => {
    const { Cost, Fits, "Runs on": on } = facts(existing());
    expect(Cost).toEqual(["not priced: hardware of your own"]);
    expect(Fits?.[0]).toMatch(/^with \d+\.\d GiB spare on /);
    expect(on?.[0]).toMatch(/GPUs? of \d+ GiB, a node with \d+ CPU cores and \d+ GiB of memory; an existing cluster$/);
  });

  it("without a GPU has it in the memory of the node", () => {
    const raw = existing(
      put("model.name", "DeepSeek-R1-Distill-Qwen-1.5B"),
      onCpus,
      put("target.node", { vcpus: 6, memoryGiB: 24 }),
      put("capacity", {}),
    );
    expect(facts(raw)["Fits"]?.[0]).toMatch(/^with \d+\.\d GiB of memory spare: one such request at a time$/);
    expect(facts(existing(onCpus, put("target.node", { vcpus: 2, memoryGiB: 4 }), put("capacity", {})))["Fits"]?.[0]).toMatch(
      /^no: .*leaves no memory for its KV cache/,
    );
  });
});

test.each([
  ["no keep", {}],
  ["no JSON", { "modelkeep:keep": "{" }],
  ["another release's settings", { "modelkeep:keep": '{"model":{}}' }],
])("%s has no facts", (_, config) => expect(keepOf(config)).toBeUndefined());
