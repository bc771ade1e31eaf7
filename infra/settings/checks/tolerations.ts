import { problemAt } from "../problem.ts";
import type { ModelCheck } from "./check.ts";

/** Kubernetes refuses a toleration of any value that names one. */
export const tolerationsCheck: ModelCheck = ({ target }, paths) =>
  target.kind === "eks"
    ? []
    : target.tolerations.flatMap(({ operator, value }, i) =>
        operator === "Exists" && value !== undefined
          ? [
              problemAt(
                `${paths.placement.tolerations}[${i}].value`,
                value,
                "is for operator Equal, and Exists tolerates any value; accepted: leave it out, or operator Equal",
              ),
            ]
          : [],
      );
