import type { Model } from "../catalog/models.ts";
import { recipeSettings } from "./catalog-shape.ts";
import type { FitModel } from "./fit-model.ts";
import type { ModelShape } from "./model/shape.ts";
import { tensorParallelSize } from "./tensor-parallel.ts";
import type { NodeLayout } from "./vllm/layout.ts";

/** Default layout of a keep: tensor parallel as far as the attention heads divide, expert parallelism according to the recipe. */
export function usualLayout(
  model: Pick<Model | FitModel, "serveFlags">,
  { attention }: Pick<ModelShape, "attention">,
  gpus: number,
): NodeLayout {
  return {
    tensorParallel: tensorParallelSize(attention.heads, gpus),
    dataParallel: 1,
    expertParallel: recipeSettings(model).expertParallel ?? false,
  };
}
