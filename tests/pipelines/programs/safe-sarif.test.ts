import { expect, it } from "vitest";
import { safeSarif } from "../../../pipelines/programs/safe-sarif.ts";

const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));
const location = (uri: string, startLine: unknown = 3) => [{ physicalLocation: { artifactLocation: { uri }, region: { startLine } } }];
const sarif = (results: unknown[], rules: unknown[] = []) => ({
  version: "2.1.0",
  runs: [{ tool: { driver: { name: "x", rules } }, results }],
});

it("keeps rules, levels, texts and places", () => {
  const rules = [{ id: "aws-no-igw", shortDescription: { text: "No internet gateway" }, helpUri: "https://example.org" }];
  const result = {
    ruleId: "aws-no-igw",
    level: "error",
    message: { text: "a gateway" },
    locations: location("infra/aws/network/network.ts"),
  };
  const { runs } = JSON.parse(safeSarif(bytes(sarif([result], rules))));
  expect(runs[0].results).toEqual([{ ...result }]);
  expect(runs[0].tool.driver).toEqual({
    name: "modelkeep",
    rules: [{ id: "aws-no-igw", shortDescription: { text: "No internet gateway" } }],
  });
});

it("leaves everything else behind", { tags: ["sarif-leaves-the-rest-behind"] }, () => {
  const result = {
    ruleId: "<x>",
    level: "fatal",
    message: { text: "[click](https://example.org) <b>", markdown: "![x](y)" },
    locations: location("../../etc/passwd", -1),
    fixes: [{}],
    hostedViewerUri: "https://example.org",
  };
  const text = safeSarif(bytes({ ...sarif([result]), inlineExternalProperties: [{}] }));
  expect(JSON.parse(text).runs[0].results).toEqual([
    { ruleId: "x", level: "warning", message: { text: " click (https: //example.org)  b " }, locations: location("Pulumi.yaml", 1) },
  ]);
  expect(text).not.toMatch(/fixes|markdown|hostedViewerUri|inlineExternal/);
});

it.each([
  ["no JSON", Buffer.from("{"), /not JSON/],
  ["another format", bytes({ version: "1.0.0", runs: [{}] }), /not SARIF/],
  ["no object", bytes(null), /not SARIF/],
  ["no run", bytes({ version: "2.1.0", runs: [] }), /no run/],
])("refuses %s", (_, given, why) => {
  expect(() => safeSarif(given)).toThrow(why);
});

it("keeps no more results than code scanning shows", () => {
  expect(JSON.parse(safeSarif(bytes(sarif(Array.from({ length: 6000 }, () => ({ ruleId: "a" })))))).runs[0].results).toHaveLength(5000);
});
