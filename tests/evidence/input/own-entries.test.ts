import { describe, expect, it } from "vitest";
import { noOwnCatalog } from "../../../catalog/own-catalog.ts";
import { ownEntries } from "../../../evidence/input/own-entries.ts";
import { ownSection } from "../../../evidence/report/sections/own.ts";
import { parseOwnCatalog } from "../../../infra/own-catalog/read.ts";
import { documented, documentedText, type EditedFile } from "../../infra/own-catalog/documented.ts";

const own = parseOwnCatalog(documentedText);
const settings = (keep: object) => ({ values: { "modelkeep:keep": JSON.stringify(keep) } });
const used = (keep: object, catalog = own) =>
  ownEntries(settings(keep), catalog)?.entries.map(({ kind, name, states }) => `${kind} ${name}: ${states}`);

describe("what a stack uses of its project's own catalog", { tags: ["own-entries-told"] }, () => {
  it("is told entry by entry, with its source", () => {
    expect(used({ model: { name: "support-32b" }, capacity: { instance: "g8e.24xlarge" } })).toEqual([
      "model support-32b: acme/support-32b",
      "instance type g8e.24xlarge: 4 x RTX PRO 6000",
      "price g8e.24xlarge, on-demand: 11.2 USD an hour",
    ]);
    expect(ownEntries(settings({ model: { name: "support-32b" } }), own)?.entries).toEqual([
      {
        kind: "model",
        name: "support-32b",
        states: "acme/support-32b",
        source: "hub.acme.example, model card: trained from Qwen3-32B",
        date: "2026-11-20",
      },
    ]);
  });

  it("has the GPU of an instance type, and prices of the kit's instance types", () => {
    const gpu = parseOwnCatalog(documented(({ instances }: EditedFile) => Object.assign(instances[0], { gpu: "RTX 6000 Ada" })));
    expect(used({ capacity: { instance: "g8e.24xlarge" } }, gpu)).toContain("GPU RTX 6000 Ada: 49140 MiB");
    expect(used({ model: { name: "DeepSeek-R1" }, capacity: { instance: "g6e.12xlarge" } })).toEqual([
      "price g6e.12xlarge, on-demand: 8.9 USD an hour",
      "price g6e.12xlarge, spot: 4.1 USD an hour",
    ]);
  });

  it("finds a model wherever the settings name one", () => {
    expect(used({ models: { chat: { name: "support-32b" } } })).toEqual(["model support-32b: acme/support-32b"]);
  });

  it("is nothing where no entry is used, or the project has none", () => {
    expect(used({ model: { name: "DeepSeek-R1" } })).toEqual([]);
    expect(ownEntries({ values: {} }, own)?.entries).toEqual([]);
    expect(ownEntries(settings({ model: { name: "support-32b" } }), noOwnCatalog)).toBeUndefined();
  });

  it("stands in the report with the digest of the file, and not at all where nothing is used", () => {
    const of = (name: string) => ownSection({ own: ownEntries(settings({ model: { name } }), own)! });
    expect(of("support-32b")).toEqual({
      own: { file: "modelkeep.catalog.json", sha256: own.file?.sha256, entries: [expect.objectContaining({ kind: "model" })] },
    });
    expect([of("DeepSeek-R1"), ownSection({})]).toEqual([{}, {}]);
  });
});
