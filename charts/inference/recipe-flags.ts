import { findModel } from "../../catalog/models.ts";
import { type GivenFlag, givenFlags } from "../../catalog/vllm-arguments.ts";

/** Flags of published recipes that a keep does not take over, each with the reason. */
export const droppedRecipeFlags: Readonly<Record<string, string>> = {
  "--trust-remote-code": "would run code from the weights; vLLM >= 0.33 has the DeepSeek models and their configurations itself",
  "--max-model-len": "the keep's context is a setting",
  "--kv-cache-dtype": "decided together with the setting, see vllm-arguments.ts",
  "--enforce-eager": "an example's, to start sooner; CUDA graphs are in the planner's memory",
};

/** Recipe spellings of flags that have a name of their own. */
const renamed: Readonly<Record<string, string>> = {
  "--kernel-config.enable_flashinfer_autotune=False": "--no-enable-flashinfer-autotune",
};

/** What the published recipe of a model asks for, beyond parallel sizes. */
export interface Recipe {
  /** Arguments to take over, `--flag=value` in one word. */
  arguments: string[];
  /** KV cache format that the recipe insists on. */
  kvCacheDtype: string | undefined;
}

/** The recipe of a model by its name in the catalog; empty where no recipe names it. */
export function recipeFor(modelName: string): Recipe {
  const flags = givenFlags(findModel(modelName)?.serveFlags ?? []);
  const words = flags.filter(({ name }) => !(`--${name}` in droppedRecipeFlags)).map(inOneWord);
  return {
    arguments: words.map((word) => renamed[word] ?? word),
    kvCacheDtype: flags.find(({ name }) => name === "kv-cache-dtype")?.value,
  };
}

const inOneWord = ({ name, value }: GivenFlag) => (value === undefined ? `--${name}` : `--${name}=${value}`);
