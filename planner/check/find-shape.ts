import { knownModelConfigs, type ModelConfig } from "../../catalog/model-configs.ts";
import { readConfig } from "../model/read-config.ts";
import type { ModelShape } from "../model/shape.ts";

/** A shape found by name, and whether it was inferred. */
export interface FoundShape {
  shape: ModelShape;
  repository: string;
  /** What was inferred from the name rather than read; empty for a repository in the catalog. */
  inferred: string;
}

/** Quantization in a model name, as a `quantization_config`. The first match counts. */
const quantizations: [RegExp, string, object][] = [
  [/nvfp4|fp4/i, "NVFP4", { quant_method: "modelopt", quant_algo: "NVFP4" }],
  [/w8a8|w8a16|int8|gptq-?int8/i, "8 bits", { quant_method: "gptq", bits: 8 }],
  [/fp8/i, "FP8", { quant_method: "fp8" }],
  [/gptq|awq|w4a16|int4|4bit-g|autoround/i, "4 bits in groups of 128", { quant_method: "awq", bits: 4, group_size: 128 }],
  [/bnb|4-?bit|bitsandbytes/i, "4 bits of bitsandbytes", { quant_method: "bitsandbytes" }],
];

/** Suffixes that do not change a shape. */
const endings =
  /-(instruct|chat|it|hf|base|thinking|preview|dynamic|block|fp8|nvfp4|fp4|awq|gptq|int4|int8|w4a16|w8a8|w8a16|quantized|bnb|4bit|g32|g64|g128|bf16|fp16|moe|autoround|mixed|tp|mtp|\d{4}|v0\.\d|class|unsloth|marlin|channel|kv)(?=[-.]|$)/gi;

/** A directory of the Hugging Face cache, which contains the name of the repository. */
const cached = /models--([\w.-]+?)--([\w.-]+?)(?:\/|$)/;

const baseName = (name: string) => cached.exec(name)?.[2] ?? name.replace(/\/+$/, "").split("/").at(-1) ?? name;
const stem = (name: string) =>
  baseName(name)
    .toLowerCase()
    .replace(/^meta-/, "")
    .replace(/[_ ]/g, "-")
    .replace(/(\d)-(\d)(?=-|$)/g, "$1.$2")
    .replaceAll(/[-.]w\d+a\d+/g, "")
    .replaceAll(endings, "")
    .replaceAll(endings, "");

/** Names that begin with another model's name, so that a match of the prefix is meaningless. */
const misleading = /distill|draft|eagle|embed|rerank|-vl|omni|audio/;
/** Continuations of a name that denote another size of the family. */
const sizes = /^-(flash|mini|nano|micro|small|medium|large|lite|air|pro|max|next|plus)\b/;

/**
 * The shape of a model by its repository, its name or the last part of its path, with the quantization in its name. Undefined if the
 * catalog has no such shape.
 */
export function findShape(...names: string[]): FoundShape | undefined {
  for (const name of names.map((text) => text.replace(/\(.*$| or .*$/g, "").trim()).filter(Boolean)) {
    const exact = named((repository) => repository === name || baseName(repository).toLowerCase() === baseName(name).toLowerCase());
    if (exact) return { shape: readConfig(exact.config), repository: exact.repository, inferred: "" };
    const similar = named((repository) => stem(repository) === stem(name));
    if (similar) return inferred(similar, name);
    const longer = misleading.test(stem(name)) ? undefined : named((repository) => extended(stem(name), stem(repository)));
    if (longer) return inferred(longer, name);
  }
  return undefined;
}

const extended = (longer: string, base: string) => longer.startsWith(`${base}-`) && !sizes.test(longer.slice(base.length));

function named(matches: (repository: string) => boolean): { config: ModelConfig["config"]; repository: string } | undefined {
  for (const { repositories, config } of knownModelConfigs()) {
    const repository = repositories.find(matches);
    if (repository !== undefined) return { config, repository };
  }
  return undefined;
}

/** A shape by a similar name: the quantization in the name overrides the config's. */
function inferred({ config, repository }: { config: ModelConfig["config"]; repository: string }, name: string): FoundShape {
  const [, label, quantization] =
    quantizations.find(([pattern]) => pattern.test(baseName(name)) && !pattern.test(baseName(repository))) ?? [];
  const shape = readConfig(quantization ? { ...config, quantization_config: quantization } : config);
  return { shape, repository, inferred: label ? `the shape of ${repository} with weights in ${label}` : `the shape of ${repository}` };
}
