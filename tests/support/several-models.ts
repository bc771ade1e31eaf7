import { readFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { parse, stringify } from "yaml";
import { previewWithSymbols, type SymbolicPreview } from "../../engine/in-process/symbols/preview.ts";
import { cachedPreview } from "./preview-cache.ts";
import { variantFolder } from "./variant-folder.ts";

/** Name of the stack of every variant, and so of its keep. */
export const stack = "several-models";

// biome-ignore lint/suspicious/noExplicitAny: a test edits what it knows of an example
export type Settings = Record<string, any>;

/** The settings of an example. */
const settingsOf = (example: string): Settings =>
  parse(readFileSync(resolve(import.meta.dirname, `../../examples/Pulumi.${example}.yaml`), "utf8")).config["modelkeep:keep"];

const edited = (settings: Settings, edit: (settings: Settings) => void): Settings => {
  edit(settings);
  return settings;
};

/** Variants of the example with several models. */
export const variants = {
  /** As it is: models chat and code on a cluster that exists. */
  existing: () => settingsOf(stack),
  /** Chat has a next version that answers beside the current one. */
  both: () =>
    edited(settingsOf(stack), ({ models }) => {
      models.chat.next = { contextTokens: 20_480, serves: "both" };
    }),
  /** Chat has a next version that answers in place of the current one. */
  next: () =>
    edited(settingsOf(stack), ({ models }) => {
      models.chat.next = { contextTokens: 20_480, serves: "next" };
    }),
  /** Without model code, and without the clients that call it alone. */
  one: () =>
    edited(settingsOf(stack), (settings) => {
      const { code: _, ...rest } = settings["models"];
      settings["models"] = rest;
      settings["clients"] = settings["clients"]
        .map((client: Settings) => ({ ...client, models: client["models"].filter((key: string) => key !== "code") }))
        .filter((client: Settings) => client["models"].length > 0);
    }),
  /**
   * On AWS, chat with a next version: one client over PrivateLink calls chat, another one chat and code on a port of its own, and a workload of
   * the cluster calls embed, which has no port outside.
   */
  aws: () =>
    edited(settingsOf("r1-distill-32b"), (settings) => {
      const { model, capacity, clients } = settings as { model: Settings; capacity: Settings; clients: Settings[] };
      const small = { name: "DeepSeek-R1-Distill-Qwen-7B", capacity: { instance: "g6.2xlarge" } };
      const models = {
        chat: { ...model, capacity: { ...capacity }, next: { contextTokens: 65_536, serves: "both" } },
        code: { ...small, privateLinkPort: 444 },
        embed: small,
      };
      const workload = { name: "indexer", from: { kind: "workload", namespace: "search", serviceAccount: "indexer" }, models: ["embed"] };
      const [bot, review] = clients as [Settings, Settings];
      delete settings["model"];
      delete settings["capacity"];
      Object.assign(settings, { models, clients: [{ ...bot, models: ["chat"] }, { ...review, models: ["chat", "code"] }, workload] });
    }),
} satisfies Record<string, () => Settings>;

export type Variant = keyof typeof variants;

/** The configuration of a variant's stack. */
export const configOf = (variant: Variant): { values: Record<string, string> } => ({
  values: { "modelkeep:keep": JSON.stringify(variants[variant]()) },
});

/** The symbolic preview of a variant; made once for all test files and runs. Not to be changed. */
export function symbolicVariant(variant: Variant): Promise<SymbolicPreview> {
  return cachedPreview(`symbolic-several-models-${variant}`, async () => {
    const config = { "pulumi:disable-default-providers": ["aws", "kubernetes"], "modelkeep:keep": variants[variant]() };
    const root = variantFolder(stack, stringify({ config }));
    try {
      return await previewWithSymbols({ root, stack });
    } finally {
      rmSync(root, { recursive: true });
    }
  }, ["tests/support/several-models.ts"]);
}
