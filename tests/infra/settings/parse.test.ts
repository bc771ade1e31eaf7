import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseKeep } from "../../../infra/settings/parse.ts";
import type { Problem } from "../../../infra/settings/problem.ts";
import { SettingsError } from "../../../infra/settings/settings-error.ts";
import { badSettings } from "./bad-settings.ts";
import { block, eks, existing, onCpus, put, waiver } from "./good-settings.ts";
import { several, severalOnAws } from "./several-settings.ts";

const now = new Date("2026-11-22T12:00:00Z");
const parse = (raw: unknown, stack = "demo") => parseKeep(raw, { stack, now });

/** The problems of settings that must be refused; anything else that is thrown fails the test. */
function problemsOf(raw: unknown, stack?: string): readonly Problem[] {
  try {
    parse(raw, stack);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

/** Words of the schema library and of JavaScript, which a user has no use for. */
const jargon = /Invalid|expected|received|undefined|nonoptional|NaN|\[object|Unrecognized|Too (big|small)/;

/** A message says what is accepted, or what was probably meant. */
const helpful = /accepted|did you mean|would fit/;

describe("good settings", () => {
  it.each([
    [
      "with one client over PrivateLink",
      eks(put("clients.length", 1), put("clients[0].from.ranges", undefined), put("audit", { retentionDays: 400 }), put("waivers", [])),
    ],
    ["on AWS", eks()],
    ["on a cluster that exists", existing()],
    ["on a cluster without GPUs", existing(onCpus, put("capacity.gpus", undefined))],
    ["in a capacity block", block()],
    ["with several models", several()],
    [
      "with several models, each with as many connections as its own front door holds",
      several(put("clients[0].limits", { concurrent: 3000 }), put("clients[1].limits", { concurrent: 3000 })),
    ],
    ["with several models on AWS", severalOnAws()],
    ["with a next version", eks(put("model.next", { replicas: 2, serves: "both" }))],
    [
      "with another model as the next version",
      eks(put("model.servedAs", "chat"), put("model.next", { name: "DeepSeek-R1-Distill-Qwen-14B" })),
    ],
    ["with a waiver to its last day", eks(put("waivers", [{ ...waiver, expires: "2026-11-22" }]))],
    ["with zones by name", eks(put("target.network.zoneNames", ["eu-central-1b", "eu-central-1c"]))],
    [
      "in a block in a zone chosen by name",
      block(put("target.network.zoneNames", ["us-east-2b", "us-east-2c"]), put("capacity.purchase.zone", "us-east-2c")),
    ],
  ])("%s are accepted", (_, raw) => {
    expect(problemsOf(raw)).toEqual([]);
  });

  it("keep what was written and fill in what was not", () => {
    const keep = parse(eks());
    expect(keep).toMatchObject({
      name: "demo",
      target: {
        accountId: "111122223333",
        access: { deployer: "modelkeep-deployer", publisher: "modelkeep-publisher", operators: [], tunnel: false },
        vault: { objectLock: { mode: "GOVERNANCE", days: 30 } },
        alerts: { emails: [] },
        accountWide: { blockPublicAccess: false, guardDuty: "create" },
      },
      models: {
        "model-server": {
          kvCacheDtype: "auto",
          capacity: { replicas: { min: 2, max: 4 }, concurrent: 1, purchase: { kind: "on-demand" } },
        },
      },
      audit: { retentionDays: 400 },
      waivers: [],
      maintenance: { maxUnavailable: 1, addons: {} },
      tags: {},
    });
    expect(keep.clients[1]?.limits).toEqual({ requestsPerMinute: 60, concurrent: 8, inputTokens: 8192, outputTokens: 2048 });
  });

  it("let the name go before the stack's", () => {
    expect(parse(eks(put("name", "prod")), "Some.Stack").name).toBe("prod");
  });
});

describe("bad settings", () => {
  it("has at least sixty rows, each of its own", () => {
    expect(badSettings.length).toBeGreaterThanOrEqual(60);
    expect(new Set(badSettings.map(({ title }) => title)).size).toBe(badSettings.length);
  });

  it.each(badSettings)("$title", { tags: ["bad-settings-refused"] }, ({ raw, stack, path, message }) => {
    const problems = problemsOf(raw, stack);
    expect(problems.map((problem) => problem.path)).toEqual([path]);
    expect(problems[0]?.message).toMatch(message);
    expect(problems[0]?.message).toMatch(helpful);
    expect(problems[0]?.message).not.toMatch(jargon);
  });

  it("are told all at once", () => {
    const raw = eks(
      put("target.region", "eu-centrl-1"),
      put("target.accountId", 1),
      put("clients[0].name", "A"),
      put("clients[1].nme", "b"),
    );
    expect(problemsOf(raw).map(({ path }) => path)).toEqual(["target.accountId", "target.region", "clients[0].name", "clients[1].nme"]);
  });

  it("are compared with each other only when each field is right", () => {
    expect(problemsOf(eks(put("capacity.replicas", { min: 5, max: 2 }), put("audit.retentionDays", 1))).map(({ path }) => path)).toEqual([
      "audit.retentionDays",
    ]);
  });
});

describe("whatever is written", () => {
  const oneLine = /^[^\n\r\u2028\u2029]+$/;
  const wellTold = (raw: unknown) => {
    for (const { path, value, message } of problemsOf(raw)) {
      expect(path).toMatch(oneLine);
      expect(message).toMatch(oneLine);
      expect(message).not.toMatch(jargon);
      expect(message.length).toBeLessThan(1000);
      expect((value ?? "").length).toBeLessThan(1000);
    }
  };

  it("junk is refused with problems, never with another error", () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 4 }), wellTold), { numRuns: 200 });
  });

  it("so is junk in the place of any setting", () => {
    const places = [
      "model",
      "target",
      "target.kind",
      "target.network",
      "capacity",
      "capacity.purchase",
      "clients",
      "clients[0]",
      "clients[0].from",
      "images",
      "audit",
      "waivers",
      "tags",
      "maintenance.addons",
    ];
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 2 }), (place, junk) => wellTold(eks(put(place, junk)))),
      { numRuns: 300 },
    );
  });

  it("so are unknown keys, which are named one by one", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("", "model.", "target.", "target.vault.", "clients[0].limits."),
        fc.stringMatching(/^zz[a-z]{1,8}$/),
        (place, key) => {
          expect(problemsOf(eks(put(`${place}${key}`, 1))).map(({ path }) => path)).toEqual([`${place}${key}`]);
        },
      ),
      { numRuns: 50 },
    );
  });
});

it("names a key that it does not know without the value below it", () => {
  expect(problemsOf(eks(put("capcity", { instance: "g6.2xlarge", replicas: { min: 1, max: 1 } })))).toEqual([
    { path: "capcity", message: expect.stringMatching(/^is not a setting here; did you mean "capacity"\? accepted: name, model, /) },
  ]);
});
