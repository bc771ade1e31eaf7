import { asFitModel } from "../../../planner/fit-model.ts";
import { type NodeLayout, oneGpu } from "../../../planner/vllm/layout.ts";
import { layoutRefusal } from "../../../planner/vllm/layout-rules.ts";
import { layoutsOf } from "../../../planner/vllm/layouts.ts";
import { type FitQuestion, fitQuestion } from "../fit-question.ts";
import { problemAt } from "../problem.ts";
import type { ModelCheck } from "./check.ts";

/** A layout in settings notation. */
export const layoutSetting = ({ tensorParallel, dataParallel, expertParallel }: NodeLayout) =>
  `{tensorParallel: ${tensorParallel}${dataParallel === 1 ? "" : `, dataParallel: ${dataParallel}`}, expertParallel: ${expertParallel}}`;

/** Why vLLM does not run the requested layout; undefined if it does, or the model's shape is not known. */
export function refusedLayout({ layout, gpu, nodes = 1, model }: FitQuestion): string | undefined {
  const { shape } = asFitModel(model);
  if (layout === undefined) return undefined;
  const whole = { ...oneGpu, ...layout, pipelineParallel: nodes };
  if (shape) return layoutRefusal(shape, whole, { gpus: gpu.count, nodes });
  const product = layout.tensorParallel * layout.dataParallel;
  return product === gpu.count ? undefined : `tensor x data parallel is ${product}, and a node has ${gpu.count} GPUs`;
}

/** A layout uses all GPUs of a node, and vLLM supports it for the model. */
export const layoutCheck: ModelCheck = (keep, paths) => {
  const { layout } = keep.capacity;
  if (layout === undefined) return [];
  const at = (message: string) => [problemAt(`${paths.capacity}.layout`, layout, message)];
  if (keep.target.kind === "existing" && keep.target.accelerator === "none")
    return at('distributes the model over GPUs, and target.accelerator is "none"; accepted: no layout');
  const question = fitQuestion(keep);
  const reason = question && refusedLayout(question);
  if (question === undefined || reason === undefined) return [];
  const { gpu, nodes = 1, model } = question;
  const { shape } = asFitModel(model);
  const accepted = shape ? layoutsOf(shape, { gpus: gpu.count, nodes }).legal.map(layoutSetting) : [];
  return at(`does not work for ${model.name}: ${reason}; accepted: ${accepted.join(", ") || "leave it out"}`);
};
