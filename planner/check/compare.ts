import { type PlannedGpu, planMemory } from "../memory/plan-memory.ts";
import { contradictionOf, outside, windowInputs } from "./doubts.ts";
import { type Family, familyOf } from "./family.ts";
import { findShape } from "./find-shape.ts";
import { type Measures, measured } from "./measure.ts";
import { withSaid } from "./quantization-said.ts";
import type { Input, StartUpCase } from "./start-up-case.ts";
import { type Verdict, verdictOf } from "./verdict.ts";

/** A case beside its prediction. A measure is null where it was not observed, or an input that it takes is not known at all. */
export interface Comparison extends Measures {
  start: StartUpCase;
  model: string;
  family: Family;
  /** Inputs that the pool (and the tokens of the configuration) lack. */
  missing: Input[];
  /** Inputs that the arithmetic of the cache lacks. */
  missingForTokens: Input[];
  /** Whether vLLM started, and whether the plan lets it; null where one of the two is not known. */
  fit: Verdict | null;
  /** What else is to be known of it. */
  notes: string[];
}

/** Inputs without which the cache's own arithmetic says nothing. Latents are whole on every tensor rank, so they need no layout. */
const cacheInputs = (family: Family): readonly Input[] => [
  "model",
  "unmodified vLLM",
  "draft model",
  ...(family === "gqa" || family === "hybrid" || family === "linear" ? (["parallel layout"] as const) : []),
  // Releases group layers, pad latents and pack sparse ones in ways of their own; plain keys and values none does.
  ...(family === "gqa" ? [] : (["vLLM release"] as const)),
];

/** Memory of a GPU that only the arithmetic of a cache is asked of. */
const anyGpu = 80;

/** Compares one start of vLLM with the planner. `shapes` finds a model's shape by its names. */
export function compare(start: StartUpCase, shapes: (...names: string[]) => ReturnType<typeof findShape> = findShape): Comparison {
  const found = shapes(...start.names);
  const model = start.names.find(Boolean) ?? "not stated";
  const notes = [
    ...start.assumed.map((what) => `assumed: ${what}`),
    ...(found?.concluded ? [`concluded from the name: ${found.concluded}`] : []),
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
  const { shape, note, unknown } = withSaid(found.shape, start.quantization);
  if (note) notes.push(note);
  if (unknown) missing.push("quantisation");
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
      missing: contradiction ? [...missing, "utilisation"] : missing,
      missingForTokens: forTokens,
      fit: verdictOf(start, plan),
      notes: [...notes, ...outside(start, plan)],
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { ...none, family, missing, missingForTokens: missing, notes: [...notes, error.message] };
  }
}
