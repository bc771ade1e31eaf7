import { describe, expect, test } from "vitest";
import { vllmAdvisories } from "../../../../catalog/vllm.ts";
import { reportOf } from "../reported.ts";

const r1 = "r1-distill-32b";
type Server = { spec: { template: { spec: { containers: { name: string; args: string[] }[] } } } };
const argsOf = (inputs: object) => (inputs as Server).spec.template.spec.containers.find(({ name }) => name === "model-server")!.args;
const entryOf = ({ advisories }: Awaited<ReturnType<typeof reportOf>>, id: string) =>
  advisories.entries.find(({ ids }) => ids.includes(id));

describe("advisories", () => {
  test("are all there, those that may concern the release first", async () => {
    const { advisories } = await reportOf(r1);
    expect([advisories.version, advisories.floor, advisories.entries.length]).toEqual(["0.33.0", "0.32.0", vllmAdvisories.entries.length]);
    const states = advisories.entries.map(({ state }) => state);
    expect(states).toEqual(
      states.toSorted(
        (a, b) => ["concerns", "may concern", "not concerned"].indexOf(a) - ["concerns", "may concern", "not concerned"].indexOf(b),
      ),
    );
    expect(states.filter((state) => state === "may concern")).toHaveLength(5);
  });

  test("say why they do not affect it, or may", async () => {
    const report = await reportOf(r1);
    expect(entryOf(report, "CVE-2026-115911")).toMatchObject({ state: "not concerned", reason: "fixed in 0.32.0", mitigations: [] });
    expect(entryOf(report, "CVE-2026-24779")).toMatchObject({
      state: "may concern",
      reason: "no record states the affected releases; no fixed release was seen",
      mitigations: ["text only: --language-model-only loads no image, audio or video"],
    });
  });

  test("concern an older release, named by the tag of its source", async () => {
    const { buildReport } = await import("../../../../evidence/report/build-report.ts");
    const { evidenceOf } = await import("../reported.ts");
    const evidence = await evidenceOf(r1);
    const images = (evidence.preview.outputs["images"] as { source: string }[]).map((image) => ({
      ...image,
      source: image.source.replace("v0.33.0", "v0.31.0"),
    }));
    const report = buildReport({ ...evidence, preview: { ...evidence.preview, outputs: { ...evidence.preview.outputs, images } } });
    expect(entryOf(report, "CVE-2026-115911")).toMatchObject({ state: "concerns", reachableFromClient: true });
  });
});

describe("what stands against an advisory is read from the resources", () => {
  test("without the flag nothing stands against an attack by media", { tags: ["media-advisory-needs-flag"] }, async () => {
    const report = await reportOf(r1, (program) => {
      const args = argsOf(program.inputs("modelkeep-r1-distill-32b-serving/model-server", "Deployment"));
      args.splice(args.indexOf("--language-model-only"), 1);
    });
    expect(entryOf(report, "CVE-2026-24779")?.mitigations).toEqual([]);
  });

  test("without the front door's rules its routes stand against nothing", async () => {
    const before = entryOf(await reportOf(r1), "CVE-2026-34753")?.mitigations;
    const report = await reportOf(r1, (program) => program.remove("modelkeep-r1-distill-32b-serving/model-server-front-door", "ConfigMap"));
    expect(before).toContain("the front door forwards only three routes, matched byte for byte, and answers 404 to all others");
    expect(entryOf(report, "CVE-2026-34753")?.mitigations).toEqual(["text only: --language-model-only loads no image, audio or video"]);
  });
});

test("that bodies are not looked into is an open risk, unless a filter does", async () => {
  const titles = async (change?: Parameters<typeof reportOf>[1]) => (await reportOf(r1, change)).risks.map(({ title }) => title);
  expect(await titles()).toContain("Request bodies are not inspected");
  const filtered = await titles((program) => {
    const data = program.inputs("modelkeep-r1-distill-32b-serving/model-server-front-door", "ConfigMap")["data"] as Record<string, string>;
    for (const key of Object.keys(data)) data[key] = data[key]!.replaceAll("envoy.filters.http.buffer", "envoy.filters.http.lua");
  });
  expect(filtered).not.toContain("Request bodies are not inspected");
});
