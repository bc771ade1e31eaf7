import { expect, test } from "vitest";
import { previewInProcess } from "../../../engine/in-process/preview.ts";
import { temporaryProject } from "./temporary-program.ts";

const urn = (type: string, name: string) => `urn:pulumi:dev::temporary::${type}::${name}`;

test("aliases become URNs: by name, by type, by parent, as a whole URN, and those that follow from a parent's", {
  tags: ["aliases-become-urns"],
}, async () => {
  const root = await temporaryProject({
    "index.js": `
      import * as pulumi from "@pulumi/pulumi";
      const part = (name, opts) => new pulumi.ComponentResource("my:index:Part", name, {}, opts);
      const home = part("home", { aliases: [{ name: "house" }] });
      part("home-door", { parent: home });
      part("roof", { parent: home, aliases: [{ name: "lid" }, { parent: pulumi.rootStackResource }] });
      part("wall", { aliases: [{ type: "my:index:Fence" }, "urn:pulumi:old::other::my:index:Part::wall"] });
      part("plain", {});
    `,
  });
  const { resources } = await previewInProcess({ root, stack: "dev" });
  const aliases = (name: string) => resources.find((one) => one.name === name)!.aliases;
  expect(aliases("home")).toEqual([urn("my:index:Part", "house")]);
  expect(aliases("home-door")).toEqual([urn("my:index:Part$my:index:Part", "house-door")]);
  expect(aliases("roof")).toEqual(expect.arrayContaining([urn("my:index:Part$my:index:Part", "lid"), urn("my:index:Part", "roof")]));
  expect(aliases("wall")).toEqual([urn("my:index:Fence", "wall"), "urn:pulumi:old::other::my:index:Part::wall"]);
  expect(aliases("plain")).toBeUndefined();
});
