import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, test } from "vitest";
import { findModelConfig } from "../../../catalog/model-configs.ts";
import { models } from "../../../catalog/models.ts";
import { noOwnCatalog } from "../../../catalog/own-catalog.ts";
import { OwnCatalogError, ownCatalogFile, parseOwnCatalog, readOwnCatalog } from "../../../infra/own-catalog/read.ts";
import { documented, documentedMessage, documentedText, type EditedFile } from "./documented.ts";

const messageOf = (text: string): string => {
  try {
    parseOwnCatalog(text);
    return "";
  } catch (error) {
    if (!(error instanceof OwnCatalogError)) throw error;
    return error.message;
  }
};

/** A config.json of a mixture of experts, as somebody has it beside the weights. */
const mixture = findModelConfig("deepseek-ai/DeepSeek-V2-Lite")!.config;

describe("modelkeep.catalog.json", () => {
  it("is read as rows of the catalog; what a model is made of follows from its config.json", () => {
    const own = parseOwnCatalog(documentedText);
    expect(own.file).toEqual({ name: ownCatalogFile, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(own.models).toEqual([
      expect.objectContaining({
        name: "support-32b",
        architecture: "dense",
        layers: 64,
        attentionHeads: 64,
        vocabularySize: 151_936,
        maxContextTokens: 40_960,
        verifiedGpus: null,
        serveFlags: null,
        date: "2026-11-20",
      }),
    ]);
    expect(own.modelConfigs).toEqual([
      expect.objectContaining({ repositories: ["acme/support-32b"], config: findModelConfig("Qwen/Qwen3-32B")!.config }),
    ]);
    expect(own.instances).toEqual([expect.objectContaining({ gpuMemoryMiB: 98_304, capacityBlock: false, usdPerHour: null })]);
    expect(own.gpuSpeeds.map(({ name, bandwidthGBs }) => [name, bandwidthGBs])).toEqual([["RTX 6000 Ada", 960]]);
    expect(own.instancePrices.map(({ instance, buy, usdPerHour }) => `${instance} ${buy} ${usdPerHour}`)).toEqual([
      "g8e.24xlarge on-demand 11.2",
      "g6e.12xlarge on-demand 8.9",
      "g6e.12xlarge spot 4.1",
    ]);
  });

  it("takes a config.json as it is, a model of the kit's own repositories, and nothing at all", () => {
    const own = parseOwnCatalog(
      documented(({ models }: EditedFile) => {
        Object.assign(models[0], { config: mixture, parameters: { total: 15_706_484_224, active: 2_400_000_000 }, checkpointBytes: null });
        models.push({ ...models[0], name: "qwen3-32b", repository: "Qwen/Qwen3-32B", config: "Qwen/Qwen3-32B" });
      }),
    );
    expect(own.models.map(({ architecture, attentionHeads }) => [architecture, attentionHeads])).toEqual([
      ["moe", 16],
      ["dense", 64],
    ]);
    // The kit has the shape of the second already.
    expect(own.modelConfigs.map(({ repositories }) => repositories)).toEqual([["acme/support-32b"]]);
    expect(parseOwnCatalog("{}")).toMatchObject({ models: [], instancePrices: [], file: { name: ownCatalogFile } });
  });

  it("says that an instance is sold in Capacity Blocks where it has a price of one", () => {
    const own = parseOwnCatalog(documented(({ prices }: EditedFile) => Object.assign(prices.instances[0], { buy: "capacity-block" })));
    expect(own.instances[0]?.capacityBlock).toBe(true);
  });

  it("refuses as its page says", { tags: ["own-catalog-size"] }, () => {
    expect(messageOf(documented(({ models }: EditedFile) => Object.assign(models[0], { checkpointBytes: 65 })))).toBe(documentedMessage);
  });

  test.each<[string, (file: EditedFile) => void, RegExp]>([
    [
      "a field that there is not",
      ({ models }) => Object.assign(models[0], { parmeters: 1 }),
      /models\[0\]\.parmeters: is not a field here; did you mean "parameters"\?/,
    ],
    ["a list that there is not", (file) => Object.assign(file, { model: [] }), /^ {2}model: is not a field here; did you mean "models"\?/m],
    ["no source", ({ models }) => delete models[0].source, /models\[0\]\.source: is missing: .*; accepted: the source/],
    [
      "a source that says nothing",
      ({ gpus }) => Object.assign(gpus[0], { source: "web" }),
      /gpus\[0\]\.source: "web" is not valid; accepted: the source/,
    ],
    [
      "a date that is none",
      ({ instances }) => Object.assign(instances[0], { date: "2026-02-30" }),
      /instances\[0\]\.date: "2026-02-30" is not valid; accepted: a day/,
    ],
    [
      "a number as text",
      ({ prices }) => Object.assign(prices.instances[0], { usdPerHour: "6" }),
      /usdPerHour: "6" is a string; accepted: a number: write it without quotes, 6/,
    ],
    [
      "a price of nothing",
      ({ prices }) => Object.assign(prices.instances[0], { usdPerHour: 0 }),
      /usdPerHour: 0 is too small; accepted: a number above 0/,
    ],
    [
      "a way to pay that there is not",
      ({ prices }) => Object.assign(prices.instances[0], { buy: "free" }),
      /buy: "free" is unknown; accepted: on-demand, /,
    ],
    [
      "a config that is none",
      ({ models }) => Object.assign(models[0], { config: 3 }),
      /models\[0\]\.config: 3 is a number; accepted: organization\/name, .* or an object/,
    ],
    [
      "a repository that the kit does not know",
      ({ models }) => Object.assign(models[0], { config: "Qwen/Qwen3-33B" }),
      /config: "Qwen\/Qwen3-33B" is not a repository whose config\.json the kit has; accepted: one/,
    ],
    [
      "a config without layers",
      ({ models }) => Object.assign(models[0], { config: { architectures: ["A"], model_type: "a" } }),
      /models\[0\]\.config: cannot be read: hidden_size: .*; accepted: the config\.json of a model/,
    ],
    [
      "more active parameters than all",
      ({ models }) => Object.assign(models[0].parameters, { active: 4e10 }),
      /parameters\.active: 40000000000 is more than all; accepted: at most 32762123264/,
    ],
    [
      "a flag that is a keep's to set",
      ({ models }) => Object.assign(models[0], { serveFlags: ["--tensor-parallel-size=4"] }),
      /serveFlags\[0\]: "--tensor-parallel-size=4" is not a recipe flag that a keep uses/,
    ],
    [
      "remote code",
      ({ models }) => Object.assign(models[0], { serveFlags: ["--trust-remote-code"] }),
      /serveFlags\[0\]: "--trust-remote-code" is not a recipe flag/,
    ],
    [
      "a value that the admission policy refuses",
      ({ models }) => Object.assign(models[0], { serveFlags: ["--block-size=7"] }),
      /serveFlags\[0\]: "--block-size=7" is not a recipe flag .*; accepted: what matches \^--block-size=\(64\|128\|256\)\$/,
    ],
    [
      "a GPU that nobody knows",
      ({ instances }) => Object.assign(instances[0], { gpu: "H101" }),
      /instances\[0\]\.gpu: "H101" is in neither the kit's catalog nor this file; did you mean "H100"\?/,
    ],
    [
      "a GPU of a recipe that nobody knows",
      ({ models }) => Object.assign(models[0], { verifiedGpus: ["H101"] }),
      /models\[0\]\.verifiedGpus\[0\]: "H101" is in neither/,
    ],
    [
      "more memory than there is",
      ({ gpus }) => Object.assign(gpus[0], { usableGiB: 49 }),
      /gpus\[0\]\.usableGiB: 49 is more than it has; accepted: at most 47\.98/,
    ],
    [
      "more adapters than cards",
      ({ instances }) => Object.assign(instances[0], { efa: 3 }),
      /instances\[0\]\.efa: 3 is more than its network cards; accepted: at most networkCards, 2/,
    ],
    [
      "a base that there is not",
      ({ models }) => Object.assign(models[0], { base: "support-32b" }),
      /models\[0\]\.base: "support-32b" is in neither/,
    ],
    [
      "a price of an instance that nobody knows",
      ({ prices }) => Object.assign(prices.instances[0], { instance: "g9.xlarge" }),
      /prices\.instances\[0\]\.instance: "g9\.xlarge" is in neither .*did you mean "g5\.xlarge"\?/,
    ],
    [
      "a hosted model that nobody knows",
      ({ prices }) => Object.assign(prices.apis[0], { serves: ["x"] }),
      /prices\.apis\[0\]\.serves\[0\]: "x" is in neither/,
    ],
    [
      "a price twice",
      ({ prices }) => prices.instances.push(prices.instances[0]),
      /prices\.instances\[3\]: "g8e\.24xlarge, on-demand" is also in prices\.instances\[0\]; accepted: one/,
    ],
    [
      "a model twice",
      ({ models }) => models.push({ ...models[0], repository: "acme/other" }),
      /models\[1\]\.name: "support-32b" is also in models\[0\]/,
    ],
    [
      "a repository twice",
      ({ models }) => models.push({ ...models[0], name: "other" }),
      /models\[1\]\.repository: "acme\/support-32b" is that of another model/,
    ],
    [
      "a second shape of a repository",
      ({ models }) => Object.assign(models[0], { repository: "Qwen/Qwen3-8B" }),
      /models\[0\]\.config: is known to the kit for Qwen\/Qwen3-8B; accepted: "Qwen\/Qwen3-8B" in its place/,
    ],
  ])("refuses %s", { tags: ["own-catalog-refuses"] }, (_, edit, message) => {
    const said = messageOf(documented(edit));
    expect(said).toMatch(/^modelkeep\.catalog\.json has \d+ problems?; nothing was created\n/);
    expect(said).toMatch(message);
  });

  test.each([
    ["models", "DeepSeek-R1"],
    ["models", "deepseek-r1"],
    ["gpus", "H100"],
    ["instances", "g6e.12xlarge"],
  ])("refuses an entry of %s by the name %s, which the kit has", { tags: ["own-names-are-new"] }, (list, name) => {
    expect(messageOf(documented((file) => Object.assign(file[list][0], { name })))).toMatch(
      new RegExp(
        `^  ${list}\\[0\\]\\.name: "${name}" (is already in the kit's catalog|differs from DeepSeek-R1 .* only in case); accepted: another`,
        "m",
      ),
    );
  });

  test.each([
    ["no JSON", "{\n", /the file: is not JSON \(.*\); accepted: an object$/],
    ["a list", "[]", /the file: \[\] is a list; accepted: an object \{\$schema\?, models\?, gpus\?, instances\?, prices\?\}$/],
  ])("refuses %s in one line", (_, text, message) => {
    expect(messageOf(text).split("\n")).toEqual([
      "modelkeep.catalog.json has 1 problem; nothing was created",
      expect.stringMatching(message),
    ]);
  });

  it("refuses every model of the kit, and takes each under another name", () => {
    for (const { name } of models)
      expect(messageOf(documented((file) => Object.assign(file.models[0], { name })))).toContain(`"${name}" is already in`);
    const renamed = documented((file) => {
      file.prices.apis = [];
      file.models = models
        .filter(({ repository }) => findModelConfig(repository))
        .map(({ name, repository, parameters }, at) => {
          const model = { ...file.models[0], name: `own-${at}-${name}`, repository: `acme/m${at}` };
          return { ...model, parameters, checkpointBytes: null, config: repository };
        });
    });
    expect(messageOf(renamed)).toBe("");
  });

  it("is none in a folder without it, and cannot be a folder", () => {
    const root = mkdtempSync(join(tmpdir(), "own-catalog-"));
    onTestFinished(() => rmSync(root, { recursive: true }));
    expect(readOwnCatalog(root)).toBe(noOwnCatalog);
    expect(readOwnCatalog(join(root, "nowhere"))).toBe(noOwnCatalog);
    writeFileSync(join(root, ownCatalogFile), documentedText);
    expect(readOwnCatalog(root)).toEqual(parseOwnCatalog(documentedText));
    rmSync(join(root, ownCatalogFile));
    mkdirSync(join(root, ownCatalogFile));
    expect(() => readOwnCatalog(root)).toThrow("the file: cannot be read (EISDIR); accepted: a JSON file");
  });
});
