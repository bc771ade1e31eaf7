import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { stackFileSchema } from "../../../infra/settings/stack-file-schema.ts";
import { badSettings } from "./bad-settings.ts";
import { block, eks, existing, put } from "./good-settings.ts";

const committed: unknown = JSON.parse(readFileSync(new URL("../../../schema/keep.schema.json", import.meta.url), "utf8"));

// Every format has a pattern beside it, so none has to be known.
const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, validateFormats: false, keywords: ["patternErrorMessage"] });
const validate = ajv.compile(committed as object);
const accepts = (keep: unknown, others = {}) => validate({ config: { "modelkeep:keep": JSON.parse(JSON.stringify(keep)) }, ...others });

/** Every schema inside a schema, with its path. */
function inner(json: unknown, path = ""): [string, Record<string, unknown>][] {
  if (typeof json !== "object" || json === null) return [];
  const here: [string, Record<string, unknown>][] = Array.isArray(json) ? [] : [[path, json as Record<string, unknown>]];
  return [...here, ...Object.entries(json).flatMap(([key, value]) => inner(value, `${path}/${key}`))];
}

describe("schema/keep.schema.json", () => {
  it("is what the settings' schema says now (npm run generate -- schema writes it)", () => {
    expect(committed).toEqual(JSON.parse(JSON.stringify(stackFileSchema())));
  });

  it.each([
    ["on AWS", eks()],
    ["on a cluster that exists", existing()],
    ["in a capacity block", block()],
    [
      "with every object left to its defaults",
      eks(put("audit", {}), put("maintenance", {}), put("target.vault", {}), put("capacity.system", {})),
    ],
  ])("accepts settings %s", (_, keep) => {
    expect(accepts(keep), ajv.errorsText(validate.errors)).toBe(true);
  });

  it("leaves to Pulumi what is Pulumi's", () => {
    const file = {
      config: { "modelkeep:keep": eks(), "aws:region": "eu-central-1", "x:y": { secure: "v1:abc" } },
      encryptionsalt: "v1:a",
      environment: ["prod"],
    };
    expect(validate(file), ajv.errorsText(validate.errors)).toBe(true);
    expect(validate({ config: { "aws:region": "eu-central-1" } })).toBe(false);
    expect(validate({})).toBe(false);
  });

  it.each(badSettings)("marks the mistakes that one field shows, and those alone: $title", ({ raw, seenBy }) => {
    expect(accepts(raw)).toBe(seenBy === "check");
  });

  it("describes every setting", () => {
    const keep = (committed as { properties: { config: { properties: Record<string, unknown> } } }).properties.config.properties[
      "modelkeep:keep"
    ];
    const settings = inner(keep).filter(
      ([path, json]) => /\/properties\/[^/]+$/.test(path) && !("const" in json) && Object.keys(json).length > 0,
    );
    expect(settings.length).toBeGreaterThan(40);
    expect(settings.filter(([, json]) => typeof json["description"] !== "string").map(([path]) => path)).toEqual([]);
  });

  it("tells each pattern in words", () => {
    const patterns = inner(committed).filter(([, json]) => typeof json["pattern"] === "string");
    expect(patterns.length).toBeGreaterThan(10);
    expect(patterns.filter(([, json]) => !String(json["patternErrorMessage"]).startsWith("accepted")).map(([path]) => path)).toEqual([]);
  });
});
