import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { describe, expect, it, test } from "vitest";
import { parse } from "yaml";
import { missingDigests, runImages } from "../../../cli/verbs/images.ts";
import { copyCommand, digestCommand, loginCommand, taggedDestination } from "../../../cli/view/mirror-commands.ts";
import { parseKeep } from "../../../infra/settings/parse.ts";
import { temporaryProject } from "../../engine/in-process/temporary-program.ts";
import { captured } from "./captured.ts";

const digest = `sha256:${"0123456789abcdef".repeat(4)}`;
const registry = "111122223333.dkr.ecr.eu-central-1.amazonaws.com";
const image = {
  name: "vllm",
  source: `docker.io/vllm/vllm-openai:v0.33.0@${digest}`,
  destination: `${registry}/modelkeep-demo/vllm`,
  reason: "the model server",
};

async function run(options: Parameters<typeof runImages>[0]) {
  return captured(() => runImages(options));
}

/** What the program says about the settings of the demo after a change to them. */
async function refusal(change: (keep: Record<string, unknown>) => void): Promise<string> {
  const { config } = parse(await readFile(resolve("examples/Pulumi.demo.yaml"), "utf8")) as {
    config: Record<string, Record<string, unknown>>;
  };
  const keep = config["modelkeep:keep"]!;
  change(keep);
  try {
    parseKeep(keep, { stack: "demo", now: new Date("2026-11-22") });
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("the settings were accepted");
}

describe("the commands", () => {
  test.each([
    ["crane", `crane copy docker.io/vllm/vllm-openai@${digest} ${registry}/modelkeep-demo/vllm:sha256-0123456789abcdef`],
    [
      "skopeo",
      `skopeo copy --all --preserve-digests docker://docker.io/vllm/vllm-openai@${digest} docker://${registry}/modelkeep-demo/vllm:sha256-0123456789abcdef`,
    ],
  ] as const)("copy by digest with %s, to a tag made from it", (tool, command) => {
    expect(copyCommand(image, tool)).toBe(command);
  });

  it("keep a port in the name of the source's registry", () => {
    expect(copyCommand({ ...image, source: `mirror.example:5000/vllm@${digest}` }, "crane")).toContain(
      `crane copy mirror.example:5000/vllm@${digest} `,
    );
  });

  it("log in to the registry of the keep's own region", () => {
    expect(loginCommand(image, "skopeo")).toBe(
      `aws ecr get-login-password --region eu-central-1 | skopeo login --username AWS --password-stdin ${registry}`,
    );
  });

  it("read the digest that a tag has now", () => {
    expect(digestCommand("docker.io/x/y:v1", "crane")).toBe("crane digest docker.io/x/y:v1");
  });
});

describe("a digest that nobody knows", () => {
  it("is recognised in the program's own words", async () => {
    expect(missingDigests([await refusal((keep) => delete keep["images"])])).toEqual(["vllm"]);
  });

  it("is not told before the other problems of the settings", async () => {
    const message = await refusal((keep) => {
      delete keep["images"];
      keep["clients"] = [
        { name: "a", from: { kind: "workload", namespace: "n", serviceAccount: "s" } },
        { name: "a", from: { kind: "workload", namespace: "n", serviceAccount: "t" } },
      ];
    });
    expect(message).toContain("images.vllm: is missing");
    expect(missingDigests([message])).toEqual([]);
  });

  it("is found by a command, and its place in the settings is shown", async () => {
    const cwd = await temporaryProject({
      "index.ts": `import { RunError } from "@pulumi/pulumi";\nthrow new RunError(${JSON.stringify(await refusal((keep) => delete keep["images"]))});`,
    });
    const { status, out, err } = await run({ cwd, stack: "dev" });
    expect([status, err]).toEqual([1, ""]);
    expect(out).toContain("  crane digest docker.io/vllm/vllm-openai:v");
    expect(out).toContain(
      "add it to Pulumi.dev.yaml, under modelkeep:keep:\n\n  images:\n    vllm: docker.io/vllm/vllm-openai@sha256:<digest>\n",
    );
    expect(JSON.parse((await run({ cwd, stack: "dev", json: true })).out)).toEqual({ stack: "dev", missing: ["vllm"], images: [] });
  });
});

describe("modelkeep images", () => {
  it("lists what the program wants copied, and warns of digests that the catalog does not know", async () => {
    const cwd = await temporaryProject({ "index.ts": `export const images = ${JSON.stringify([image])};` });
    const { status, out } = await run({ cwd, stack: "dev", tool: "skopeo" });
    expect(status).toBe(0);
    expect(out).toContain(`  vllm: the model server\n    from ${image.source}\n    to   ${taggedDestination(image)}\n`);
    expect(out).toMatch(
      /The catalog has no digest for these.*\n\n {2}skopeo inspect --format '{{.Digest}}' docker:\/\/docker\.io\/vllm\/vllm-openai:v/,
    );
    expect(out).toContain(copyCommand(image, "skopeo"));
  });

  it("says why there is no list: the settings are wrong, or the target has no registry", async () => {
    const wrong = await temporaryProject({
      "index.ts": `import { RunError } from "@pulumi/pulumi";\nthrow new RunError("modelkeep:keep has 1 problem\\n  model.name: no");`,
    });
    expect(await run({ cwd: wrong, stack: "dev" })).toEqual({
      status: 1,
      out: "",
      err: "error: modelkeep:keep has 1 problem\n  model.name: no\n",
    });
    const none = await temporaryProject({ "index.ts": "export const a = 1;" });
    expect(await run({ cwd: none, stack: "dev" })).toMatchObject({
      status: 1,
      err: 'error: stack dev has no output "images": its target has no registry of its own\n',
    });
  });
});
