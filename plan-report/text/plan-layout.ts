import type { Served } from "../../planner/choice/served.ts";
import type { NodeLayout } from "../../planner/vllm/layout.ts";

/** How the model is distributed over the GPUs of a replica, why, and what is unknown about it. */
export const layoutLine = ({ layout: { words, why, doubt } }: Pick<Served, "layout">) =>
  `layout: ${[words, why, doubt].filter((part) => part !== "").join("; ")}`;

/** `capacity.layout` as a line of a stack file; none for the usual layout. */
export const layoutSetting = (layout: NodeLayout | undefined): string[] =>
  layout === undefined
    ? []
    : [
        `  layout: { tensorParallel: ${layout.tensorParallel}, dataParallel: ${layout.dataParallel}, expertParallel: ${layout.expertParallel} }`,
      ];
