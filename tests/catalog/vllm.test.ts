import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import file from "../../catalog/data/vllm-advisories.json" with { type: "json" };
import { images } from "../../catalog/images.ts";
import { compareReleases } from "../../catalog/release-order.ts";
import { advisedDropFields, advisoriesFor, vllmAdvisoriesSchema, vllmFloor, vllmReleaseSchema, vllmReleases } from "../../catalog/vllm.ts";

const idsFor = (version: string, applies: "yes" | "unknown" = "yes") =>
  advisoriesFor(version)
    .filter((finding) => finding.applies === applies)
    .flatMap(({ advisory }) => advisory.ids);

describe("release order", () => {
  test.each([
    ["0.9.2", "0.32.0", -1],
    ["0.32", "0.32.0", 0],
    ["1.0", "0.33.0", 1],
  ])("%s against %s", (a, b, sign) => expect(Math.sign(compareReleases(a, b))).toBe(sign));

  it("refuses what has no place in it", () =>
    expect(() => compareReleases("0.33.0rc1", "0.33.0")).toThrow(/"0.33.0rc1" is not a release number/));

  it("is an order", () => {
    const release = fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 4 }).map((numbers) => numbers.join("."));
    fc.assert(
      fc.property(release, release, release, (a, b, c) => {
        expect(Math.sign(compareReleases(a, b)) + Math.sign(compareReleases(b, a))).toBe(0);
        if (compareReleases(a, b) <= 0 && compareReleases(b, c) <= 0) expect(compareReleases(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe("vLLM advisories", () => {
  it("have the shape of advisories, a source and a date", () => {
    expect(vllmAdvisoriesSchema.parse(file)).toEqual(file);
    for (const seen of vllmReleases) expect(vllmReleaseSchema.parse(seen)).toEqual(seen);
  });

  it("know their floor: above it no fixed flaw that a client reaches, below it at least one", { tags: ["shows-D15"] }, () => {
    expect(vllmFloor).toBe("0.32.0");
    const reachable = (version: string) =>
      advisoriesFor(version).filter(({ advisory, applies }) => applies === "yes" && advisory.reachableFromClient);
    expect(reachable(vllmFloor)).toEqual([]);
    expect(reachable("0.31.0").flatMap(({ advisory }) => advisory.ids)).toEqual([
      "CVE-2026-115911",
      "GHSA-542m-9234-8gvf",
      "PYSEC-2026-4349",
      "GHSA-jmjw-q4x3-hmc2",
    ]);
  });

  it("read the bounds that records state", () => {
    expect(idsFor("0.21.0")).toContain("CVE-2026-48746");
    expect(idsFor("0.2.0")).not.toContain("CVE-2026-48746");
    expect(idsFor("0.22.0")).not.toContain("PYSEC-2026-4324");
    expect(idsFor("0.28.0")).toContain("PYSEC-2026-4324");
    expect(idsFor("0.28.1")).not.toContain("PYSEC-2026-4324");
  });

  it("say unknown where no record says which releases are concerned", () => {
    expect(idsFor("0.33.0")).toEqual([]);
    expect(idsFor("0.33.0", "unknown")).toContain("CVE-2026-24779");
  });

  it("concern ever fewer as releases go by", () => {
    const versions = ["0.13.0", "0.22.0", "0.29.0", "0.30.0", "0.31.0", "0.32.0", "0.33.0"];
    const counts = versions.map((version) => advisoriesFor(version).length);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    expect(new Set(counts).size).toBeGreaterThan(4);
  });

  it("name request fields to drop", () => expect(advisedDropFields).toContain("kv_transfer_params"));

  it("are behind the images of the model server", () => {
    for (const { tag } of images.filter(({ name }) => name.startsWith("vllm")))
      expect(compareReleases(tag.replace(/^v/, ""), vllmFloor)).toBeGreaterThanOrEqual(0);
  });
});
