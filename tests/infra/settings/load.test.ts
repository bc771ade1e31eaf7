import * as pulumi from "@pulumi/pulumi";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { isPlaceholder } from "../../../evidence/report/sections/images.ts";
import { loadKeep } from "../../../infra/settings/load.ts";
import { block, eks, put } from "./good-settings.ts";

const config = (keep?: string) => pulumi.runtime.setAllConfig(keep === undefined ? {} : { "modelkeep:keep": keep });

beforeAll(() =>
  pulumi.runtime.setMocks({ newResource: ({ inputs }) => ({ id: "", state: inputs }), call: ({ inputs }) => inputs }, "modelkeep", "demo"),
);

describe("loadKeep", () => {
  it("reads the settings of the stack, which names the keep", () => {
    config(JSON.stringify(eks()));
    expect(loadKeep()).toMatchObject({ name: "demo", target: { region: "eu-central-1" } });
  });

  describe("of a draft", () => {
    const undigested = JSON.stringify(eks(put("images", undefined)));
    const expired = { rule: "r", resource: "x", reason: "a reason that says it", owner: "security", expires: "2020-01-01" };

    const over = JSON.stringify(
      block(put("capacity.purchase.start", "2020-03-01T11:30:00Z"), put("capacity.purchase.end", "2020-03-15T11:30:00Z")),
    );

    afterEach(() => {
      vi.unstubAllEnvs();
      vi.restoreAllMocks();
    });

    it("puts a placeholder in for a digest that is missing, and says so", () => {
      const warn = vi.spyOn(pulumi.log, "warn").mockResolvedValue();
      vi.stubEnv("MODELKEEP_PREVIEW_DRAFT", "1");
      vi.spyOn(pulumi.runtime, "isDryRun").mockReturnValue(true);
      config(undigested);
      expect(isPlaceholder(loadKeep().run.server.reference)).toBe(true);
      expect(warn.mock.calls).toEqual([[expect.stringMatching(/^images\.vllm: no digest is given/)]]);
    });

    it("leaves a waiver that has expired to the policy pack", () => {
      vi.stubEnv("MODELKEEP_PREVIEW_DRAFT", "1");
      vi.spyOn(pulumi.runtime, "isDryRun").mockReturnValue(true);
      config(JSON.stringify(eks(put("waivers", [expired]))));
      expect(loadKeep().waivers).toEqual([expired]);
    });

    it("shows a Capacity Block that is over, and says that a deployment rejects it", { tags: ["block-that-is-over-looked-at"] }, () => {
      const warn = vi.spyOn(pulumi.log, "warn").mockResolvedValue();
      vi.stubEnv("MODELKEEP_PREVIEW_DRAFT", "1");
      vi.spyOn(pulumi.runtime, "isDryRun").mockReturnValue(true);
      config(over);
      expect(loadKeep().models["model-server"]?.capacity.purchase).toMatchObject({ end: "2020-03-15T11:30:00Z" });
      expect(warn.mock.calls).toEqual([
        [expect.stringMatching(/^capacity\.purchase\.end: "2020-03-15T11:30:00Z" has passed: .*; a deployment rejects it$/)],
      ]);
    });

    it.each([
      ["a deployment, whatever the switch says", "1", false],
      ["a preview that is not asked for a draft", "", true],
    ])("is refused by %s", { tags: ["draft-only-in-a-dry-run"] }, (_, value, dryRun) => {
      vi.stubEnv("MODELKEEP_PREVIEW_DRAFT", value);
      vi.spyOn(pulumi.runtime, "isDryRun").mockReturnValue(dryRun);
      config(undigested);
      expect(loadKeep).toThrow(/images\.vllm: is missing: .*sha256:<digest>/);
      config(JSON.stringify(eks(put("waivers", [expired]))));
      expect(loadKeep).toThrow(/waivers\[0\]\.expires: "2020-01-01" has passed/);
      config(over);
      expect(loadKeep).toThrow(/capacity\.purchase\.end: "2020-03-15T11:30:00Z" has passed/);
    });
  });

  it.each([
    ["nothing there", undefined, /^Pulumi\.demo\.yaml has no modelkeep:keep; .*nothing was created$/],
    ["plain text", "prod", /modelkeep:keep: "prod" is a string; accepted: an object/],
    ["an empty value", "", /modelkeep:keep: null is empty; accepted: an object/],
    ["a number", "5", /modelkeep:keep: 5 is a number; accepted: an object/],
    ["a mistake", JSON.stringify(eks(put("target.region", "eu-centrl-1"))), /did you mean "eu-central-1"/],
  ])("refuses %s without a stack trace", (_, keep, message) => {
    config(keep);
    expect(loadKeep).toThrow(message);
    expect(loadKeep).toThrow(pulumi.RunError);
  });
});
