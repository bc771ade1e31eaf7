import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { ReportedFinding } from "../../../../evidence/report/model/finding.ts";
import type { ReportedModel } from "../../../../evidence/report/model/inventory.ts";
import type { ReportedProof } from "../../../../evidence/report/model/proof.ts";
import type { ReportedRelease } from "../../../../evidence/report/model/release.ts";
import type { ReportedRule } from "../../../../evidence/report/model/rule.ts";
import { type Judged, verdict } from "../../../../evidence/report/sections/verdict.ts";

const realDigest = createHash("sha256").update("an image").digest("hex");
const rule = { name: "a-rule", outcome: "holds" } as ReportedRule;
const proof = (status: ReportedProof["status"]): ReportedProof => ({
  id: `proof-${status}`,
  claim: "Nobody gets in.",
  controls: ["D1"],
  status,
  assumptions: [],
  examined: [],
  allowed: [],
  counterexamples: status === "refuted" ? [{ says: "somebody gets in", hops: [] }] : [],
  unknown: status === "undecided" ? ["where the gate is"] : [],
});
const finding = (kind: ReportedFinding["kind"], enforcement: ReportedFinding["enforcement"]) => ({ kind, enforcement }) as ReportedFinding;
const waiver = { rule: "a-rule", resource: "r", reason: "", owner: "", expires: "2027-01-01", state: "in force" as const, controls: [] };
const released = (kit: Partial<ReportedRelease["kit"]>): ReportedRelease => ({
  sentence: "",
  kit: { state: "modified", version: "1.2.3", digest: null, differing: [], ...kit },
  program: null,
  rendering: { state: "as rendered", sentence: "", objects: 3, differences: [] },
});
const served = (more: Partial<ReportedModel> = {}): ReportedModel => ({
  ...{ key: "model-server", version: "current", model: "a-model", servedAs: "a-model", contextTokens: 4096, serves: true },
  ...{ workload: "Deployment/model-server", replicas: 1, hardware: "1 x nvidia.com/gpu", clients: [], repository: null, license: null },
  lock: { commit: "c", bytes: 1, files: [] },
  ...more,
});
const judged = (more: Partial<Judged> = {}): Judged => ({
  resources: 3,
  rules: [rule],
  findings: [],
  proofs: [proof("proved")],
  waivers: [],
  controls: [],
  images: [{ reference: `registry.example.com/vllm@sha256:${realDigest}`, digest: null, version: null, versionFrom: null, usedBy: [] }],
  models: [served()],
  target: "existing",
  release: released({ state: "unmodified", differing: [] }),
  ...more,
});

describe("the verdict", () => {
  test("is yes where rules and proofs hold", () => {
    expect(verdict(judged())).toEqual({
      state: "accept",
      sentence: "Can be approved: 1 rule and 1 proof hold over 3 resources, and no path is open except those listed.",
      steps: ["Compare the digest of release 1.2.3 with the published one.", "Read the open risks, which this kit cannot close."],
    });
  });
});

test("one refuted proof rejects, with the path that is open", { tags: ["refuted-proof-rejects"] }, () => {
  const { state, sentence, steps } = verdict(judged({ proofs: [proof("proved"), proof("refuted")] }));
  expect([state, sentence]).toEqual(["reject", "Do not approve: 1 proof is refuted by a path that is open."]);
  expect(steps[0]).toBe("Close what refutes the proof proof-refuted: somebody gets in.");
});

test("one mandatory violation rejects", { tags: ["mandatory-violation-rejects"] }, () => {
  expect(verdict(judged({ findings: [finding("violation", "mandatory")] }))).toMatchObject({
    state: "reject",
    sentence: "Do not approve: 1 mandatory violation is neither fixed nor waived.",
  });
});

test("an undecided proof keeps the verdict open, and says what is missing", () => {
  const { state, steps } = verdict(judged({ proofs: [proof("proved"), proof("undecided")] }));
  expect([state, steps[0]]).toEqual(["undecided", "Resolve what the proof proof-undecided could not decide: where the gate is."]);
});

test("advice does not reject, a waiver must be confirmed, what is undecided is told", () => {
  expect(verdict(judged({ findings: [finding("violation", "advisory")] })).state).toBe("accept");
  const waived = verdict(judged({ findings: [finding("waived", "advisory")], waivers: [waiver] }));
  expect([waived.state, waived.steps[0]]).toEqual(["accept with waivers", "Confirm 1 waiver: owner, reason and last day of each."]);
  expect(verdict(judged({ findings: [finding("undecided", "advisory")] })).sentence).toMatch(
    /; 1 finding depends on values known only after deployment\.$/,
  );
});

describe("over what is not said yet the verdict is of the shape alone", () => {
  const image = (digest: string) => ({ ...judged().images[0]!, reference: `registry.example.com/vllm@sha256:${digest}` });
  test.each([
    ["counts up", "0123456789abcdef".repeat(4)],
    ["is one digit", "0".repeat(64)],
    ["repeats a byte", "ab".repeat(32)],
    ["repeats half of it", "0123456789abcdef0123456789abcdee".repeat(2)],
  ])("a digest that %s", { tags: ["placeholder-is-shape-only"] }, (_how, digest) => {
    const { state, sentence, steps } = verdict(judged({ images: [image(digest)] }));
    expect([state, sentence]).toEqual([
      "shape only",
      "Shape only, not what would run: the digest of vllm is a placeholder. For the shape, 1 rule and 1 proof hold over 3 resources, and no path is open except those listed.",
    ]);
    expect(steps[0]).toMatch(/^Set the real digest of the image vllm/);
  });

  test("weights that no lockfile names", { tags: ["unlocked-weights-shape-only"] }, () => {
    expect(verdict(judged({ models: [served({ lock: null })] }))).toMatchObject({
      state: "shape only",
      sentence: expect.stringContaining("no weights of a-model are locked"),
      steps: [expect.stringMatching(/^Publish the weights, and name their lockfile in model\.lock:/), expect.anything(), expect.anything()],
    });
    expect(verdict(judged({ models: [] })).state).toBe("shape only");
    expect(verdict(judged({ models: [], target: "other" })).state).toBe("accept");
  });

  test("weights of one model among several, each by its place in the settings", () => {
    const chat = served({ key: "chat", model: "chat-model" });
    const next = served({ key: "chat", version: "next", model: "new-model", lock: null });
    const code = served({ key: "code", model: "code-model", lock: null });
    const { state, sentence, steps } = verdict(judged({ models: [chat, next, code] }));
    expect(state).toBe("shape only");
    expect(sentence).toContain("no weights of chat, next version: new-model, or of code: code-model are locked");
    expect(steps.slice(0, 2)).toEqual([
      expect.stringMatching(/^Publish the weights of chat, next version: new-model, and name their lockfile in models\.chat\.next\.lock:/),
      expect.stringMatching(/^Publish the weights of code: code-model, and name their lockfile in models\.code\.lock:/),
    ]);
    expect(verdict(judged({ models: [chat, served({ key: "code" })] })).state).toBe("accept");
  });

  test("with waivers too, which it counts", () => {
    const { state, sentence } = verdict(
      judged({ images: [image("0".repeat(64))], findings: [finding("waived", "advisory")], waivers: [waiver] }),
    );
    expect([state, sentence]).toEqual(["shape only", expect.stringContaining("except those listed, with 1 waiver.")]);
  });

  test("but what rejects or is open comes first", { tags: ["shape-only-comes-last"] }, () => {
    const images = [image("0".repeat(64))];
    expect(verdict(judged({ images, proofs: [proof("refuted")] })).state).toBe("reject");
    expect(verdict(judged({ images, findings: [finding("violation", "mandatory")] })).state).toBe("reject");
    expect(verdict(judged({ images, rules: [] })).state).toBe("reject");
    expect(verdict(judged({ images, proofs: [proof("undecided")] })).state).toBe("undecided");
  });
});

test("an object of which nobody can say whether it is the release's keeps the verdict open", { tags: ["hidden-object-undecided"] }, () => {
  const open = { ...finding("undecided", "advisory"), rule: "modelkeep-release" };
  expect(verdict(judged({ findings: [open] }))).toMatchObject({
    state: "undecided",
    sentence: expect.stringMatching(/^Not decided yet: 1 finding depends on unknown values/),
  });
});

test("what differs from the release is to be reviewed", { tags: ["modified-files-to-review"] }, () => {
  const differing = [
    { path: "charts/a.ts", how: "changed" as const },
    { path: "charts/b.ts", how: "added" as const },
  ];
  expect(verdict(judged({ release: released({ differing }) })).steps).toContain(
    "Get 2 program files reviewed that differ from release 1.2.3; the annex lists them.",
  );
  expect(verdict(judged({ release: released({ state: "no release" }) })).steps).toContain(
    "Ask which release the kit is from: it has no release manifest.",
  );
});
