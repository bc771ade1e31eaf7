import { describe, expect, test } from "vitest";
import { diffSides } from "../../diff/diff.ts";
import { markdownDiff } from "../../diff/formats/markdown/markdown.ts";
import type { SidedStack, StackDiff } from "../../diff/model.ts";
import { configOf, stack, symbolicVariant, type Variant } from "../support/several-models.ts";
import { options } from "./options.ts";
import { sideOf } from "./sided.ts";

async function sided(variant: Variant): Promise<SidedStack> {
  const { preview, symbols } = await symbolicVariant(variant);
  return { stack, project: preview.project, preview, symbols, config: configOf(variant).values };
}

async function compared(before: Variant, after: Variant): Promise<{ diff: StackDiff; comment: string }> {
  const whole = await diffSides(sideOf("main", await sided(before)), sideOf("change", await sided(after)), options);
  return { diff: whole.stacks[0]!, comment: markdownDiff(whole).replaceAll("\\", "") };
}

const names = ({ resources }: StackDiff, operation: string) =>
  resources.filter((one) => one.operation === operation).map(({ name }) => name.split("/").at(-1));

describe("a keep with several models", () => {
  test("a model that comes: what it is and for whom, its objects, its ways in, and nothing of the other restarts", async () => {
    const { diff, comment } = await compared("one", "existing");
    expect(diff.settings?.means).toEqual(["model code is new: DeepSeek-R1-Distill-Qwen-7B, for editor and search"]);
    expect(names(diff, "create")).toEqual(
      expect.arrayContaining(["code", "code-front-door", "code-replicas", "grant-editor.code", "grant-search.code"]),
    );
    expect(diff.versions).toContainEqual({
      kind: "model",
      name: "model of code",
      after: "DeepSeek-R1-Distill-Qwen-7B",
      brings: [],
      fixes: [],
    });
    const paths = diff.exposure.filter(({ kind, direction }) => kind === "path" && direction === "wider").map(({ text }) => text);
    expect(paths).toContainEqual(expect.stringMatching(/^new path from Client editor .* to Pods of Deployment code /));
    expect(paths.filter((text) => text.includes("Deployment chat "))).toEqual([]);
    expect(comment).toContain("model code is new: DeepSeek-R1-Distill-Qwen-7B, for editor and search");
  });

  test("a model that goes: who can no longer call it, and its ways are closed", async () => {
    const { diff } = await compared("existing", "one");
    expect(diff.settings?.means).toEqual(["model code goes: editor and search can no longer call it"]);
    expect(names(diff, "delete")).toEqual(expect.arrayContaining(["code", "code-front-door", "grant-editor.code", "grant-search.code"]));
    expect(diff.exposure.filter(({ kind, direction }) => kind === "path" && direction === "wider")).toEqual([]);
    expect(diff.exposure.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/^path from Client editor .* to Pods of Deployment code .* is closed$/),
    );
  });

  test("a next version beside the current one, which runs on", async () => {
    const { diff } = await compared("existing", "both");
    expect(diff.settings?.means).toEqual([
      "model chat gets a next version, DeepSeek-R1-Distill-Qwen-32B, which serves clients in addition to the current one",
    ]);
    expect(names(diff, "create")).toEqual(expect.arrayContaining(["chat-next", "chat-next-front-door"]));
    expect(names(diff, "update")).not.toContain("code");
  });

  test("a switch to the next version changes Services alone, and says that nothing restarts", async () => {
    const { diff, comment } = await compared("both", "next");
    expect(diff.settings).toEqual({
      changes: [{ path: "models.chat.next.serves", before: "both", after: "next" }],
      means: ["clients of model chat are answered by its next version, which is at once and restarts nothing"],
    });
    expect(diff.resources.map(({ type, name }) => `${type.split(":").at(-1)} ${name.split("/").at(-1)}`).sort()).toEqual([
      "Service chat",
      "Service chat-replicas",
    ]);
    expect(diff.findings).toEqual({ added: [], fixed: [] });
    expect(comment).toContain("clients of model chat are answered by its next version");
  });
});
