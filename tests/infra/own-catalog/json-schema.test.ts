import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { ownCatalogJsonSchema } from "../../../infra/own-catalog/json-schema.ts";
import { documented, type EditedFile } from "./documented.ts";

const committed: unknown = JSON.parse(readFileSync(new URL("../../../schema/catalog.schema.json", import.meta.url), "utf8"));
const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false });
const validate = ajv.compile(committed as object);
const accepts = (edit: (file: EditedFile) => void) => validate(JSON.parse(documented(edit)));

describe("schema/catalog.schema.json", () => {
  it("is what the schema of the file says now (npm run generate -- schema writes it)", () => {
    expect(committed).toEqual(JSON.parse(JSON.stringify(ownCatalogJsonSchema())));
  });

  it("accepts the file of the page, with a config.json as an object too", () => {
    expect(
      accepts(() => {}),
      ajv.errorsText(validate.errors),
    ).toBe(true);
    expect(accepts(({ models }) => Object.assign(models[0], { config: { architectures: ["Qwen3ForCausalLM"] } }))).toBe(true);
  });

  it.each<[string, (file: EditedFile) => void]>([
    ["a field too many", ({ models }) => Object.assign(models[0], { layers: 64 })],
    ["an entry without its source", ({ gpus }) => delete gpus[0].source],
    ["a price that is no number", ({ prices }) => Object.assign(prices.instances[0], { usdPerHour: "1" })],
    ["a service that has no price", ({ prices }) => Object.assign(prices.services[0], { name: "s3" })],
  ])("marks %s", (_, edit) => expect(accepts(edit)).toBe(false));
});
