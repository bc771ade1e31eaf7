import type { Served } from "../../planner/choice/candidate.ts";
import type { NodeLayout } from "../../planner/engine/layout.ts";

/** How the model is shared out over the GPUs of a replica, and why so. */
export const layoutLine = ({ layout: { words, why } }: Pick<Served, "layout">) => `layout: ${why === "" ? words : `${words}; ${why}`}`;

/** `capacity.layout` as a line of a stack file; none for the usual layout. */
export const layoutSetting = (layout: NodeLayout | undefined): string[] =>
  layout === undefined
    ? []
    : [
        `  layout: { tensorParallel: ${layout.tensorParallel}, dataParallel: ${layout.dataParallel}, expertParallel: ${layout.expertParallel} }`,
      ];
