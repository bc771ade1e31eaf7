import { findModel } from "../../../catalog/models.ts";
import { servedContext } from "../context.ts";
import { leastContext } from "../model.ts";
import { type Problem, problemAt } from "../problem.ts";
import type { ModelCheck } from "./check.ts";

/** The requested context is one the model was trained for, and each client's longest request fits in it. */
export const contextCheck: ModelCheck = (keep, paths) => {
  const { name, contextTokens } = keep.model;
  const most = findModel(name)?.maxContextTokens ?? Number.POSITIVE_INFINITY;
  const problems: Problem[] = [];
  if (contextTokens !== undefined && contextTokens > most)
    problems.push(
      problemAt(
        `${paths.model}.contextTokens`,
        contextTokens,
        `is more than ${name} was trained for; accepted: ${leastContext} to ${most} tokens`,
      ),
    );
  const served = Math.min(servedContext(keep), most);
  const set = contextTokens === undefined || contextTokens > most ? "" : `, the value of ${paths.model}.contextTokens`;
  keep.clients.forEach(({ limits: { inputTokens, outputTokens } }, i) => {
    if (inputTokens + outputTokens > served)
      problems.push({
        path: `${paths.clients[i]}.limits`,
        value: `${inputTokens} + ${outputTokens} tokens`,
        message: `is more than the context of ${name} here; accepted: inputTokens + outputTokens of at most ${served}${set}`,
      });
  });
  return problems;
};
