import { largest, previewed } from "../../policies/previews.ts";
import { additions } from "./additions.ts";
import { judgeAdditions, judgeAll, type Verdict } from "./verdicts.ts";

/** Every weakening of the largest examples, judged. */
export async function allVerdicts(): Promise<Verdict[]> {
  const stacks = await Promise.all(Object.values(largest).map(async (stack) => ({ stack, resources: await previewed(stack) })));
  const weakened = stacks.flatMap(({ stack, resources }) => judgeAll(stack, resources));
  return [...weakened, ...judgeAdditions(additions(stacks.flatMap(({ resources }) => resources)))];
}
