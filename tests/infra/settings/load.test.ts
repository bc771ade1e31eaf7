import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, it } from "vitest";
import { loadKeep } from "../../../infra/settings/load.ts";
import { eks, put } from "./good-settings.ts";

const config = (keep?: string) => pulumi.runtime.setAllConfig(keep === undefined ? {} : { "modelkeep:keep": keep });

beforeAll(() =>
  pulumi.runtime.setMocks({ newResource: ({ inputs }) => ({ id: "", state: inputs }), call: ({ inputs }) => inputs }, "modelkeep", "demo"),
);

describe("loadKeep", () => {
  it("reads the settings of the stack, which names the keep", () => {
    config(JSON.stringify(eks()));
    expect(loadKeep()).toMatchObject({ name: "demo", target: { region: "eu-central-1" } });
  });

  it.each([
    ["nothing there", undefined, /^Pulumi\.demo\.yaml has no modelkeep:keep; .*nothing was created$/],
    ["plain text", "prod", /modelkeep:keep: "prod" is a string; accepted is an object/],
    ["an empty value", "", /modelkeep:keep: null is empty; accepted is an object/],
    ["a number", "5", /modelkeep:keep: 5 is a number; accepted is an object/],
    ["a mistake", JSON.stringify(eks(put("target.region", "eu-centrl-1"))), /did you mean "eu-central-1"/],
  ])("refuses %s without a stack trace", (_, keep, message) => {
    config(keep);
    expect(loadKeep).toThrow(message);
    expect(loadKeep).toThrow(pulumi.RunError);
  });
});
