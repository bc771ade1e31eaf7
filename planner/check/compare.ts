import { type PlannedGpu, planMemory } from "../memory/plan-memory.ts";
import { contradictionOf, outside, windowInputs } from "./doubts.ts";
import { type Family, familyOf } from "./family.ts";
import { findShape } from "./find-shape.ts";
import { type Measures, measured } from "./measure.ts";
import type { Input, StartUpCase } from "./start-up-case.ts";
import { withStatedQuantization } from "./stated-quantization.ts";
import { type Verdict, verdictOf } from "./verdict.ts";

/** A case with its prediction. A measure is null if it was not observed, or one of its inputs is not known at all. */
export interface Comparison extends Measures {
  start: StartUpCase;
  model: string;
  family: Family;
  /** Missing inputs of the pool (and of the tokens predicted from the configuration). */
  missing: Input[];
  /** Missing inputs of the cache arithmetic. */
  missingForTokens: Input[];
  /** Whether vLLM started, and whether the plan predicts that; null if one of the two is not known. */
  fit: Verdict | null;
  /** Notes for the reader. */
  notes: string[];
}

/** Inputs that the cache arithmetic requires. Latents are replicated on every tensor-parallel rank, so they need no layout. */
const cacheInputs = (family: Family): readonly Input[] => [
  "model",
  "unmodified vLLM",
  "draft model",
  ...(family === "gqa" || family === "hybrid" || family === "linear" ? (["parallel layout"] as const) : []),
  // Releases differ in how they group layers, pad latents and pack sparse ones; plain keys and values are the same in all.
  ...(family === "gqa" ? [] : (["vLLM release"] as const)),
];

/** Placeholder for GPU memory when only the cache arithmetic is used. */
const anyGpu = 80;

/** Compares one start of vLLM with its prediction. `shapes` finds a model's shape by its names. */
export function compare(start: StartUpCase, shapes: (...names: string[]) => ReturnType<typeof findShape> = findShape): Comparison {
  const found = shapes(...start.names);
  const model = start.names.find(Boolean) ?? "not stated";
  const notes = [
    ...start.assumed.map((what) => `assumed: ${what}`),
    ...(found?.inferred ? [`inferred from the name: ${found.inferred}`] : []),
  ];
  const v0 = start.settings.release?.generation === "v0";
  const missing = [...new Set(start.missing)].filter((input) => input !== "KV dtype" && (input !== "max model length" || v0));
  const none = { start, model, pool: null, tokens: null, tokensOfPool: null, needed: null, fit: null };
  if (!found)
    return {
      ...none,
      family: "unknown",
      missing: ["model", ...missing.filter((input) => input !== "model")],
      missingForTokens: ["model"],
      notes,
    };
  const { shape, note, unknown } = withStatedQuantization(found.shape, start.quantization);
  if (note) notes.push(note);
  if (unknown) missing.push("quantization");
  const family = familyOf(shape);
  const contradiction = contradictionOf(start);
  if (contradiction) notes.push(contradiction);
  const gpu: PlannedGpu = { name: start.gpuName, usableGiB: start.gpuGiB ?? anyGpu };
  try {
    const plan = planMemory({ shape, gpu, settings: start.settings });
    const forTokens = [...cacheInputs(family).filter((input) => missing.includes(input)), ...windowInputs(start, family)];
    const measures = measured(start, plan, shape);
    return {
      ...none,
      ...measures,
      family,
      missing: contradiction ? [...missing, "utilization"] : missing,
      missingForTokens: forTokens,
      fit: verdictOf(start, plan),
      notes: [...notes, ...outside(start, plan)],
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { ...none, family, missing, missingForTokens: missing, notes: [...notes, error.message] };
  }
}
