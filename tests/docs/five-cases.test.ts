import { readFileSync } from "node:fs";
import { describe, expect, it, test, vi } from "vitest";
import { planVerb } from "../../cli/verbs/plan.ts";
import type { PlanReport } from "../../planner/choice/plan-report.ts";
import type { RankMemory } from "../../planner/memory/plan-memory.ts";

const text = readFileSync("docs/planning.md", "utf8");
const section = text.slice(text.indexOf("## Five cases"), text.indexOf("## Worked examples"));
const prose = section.replaceAll(/\s+/g, " ");
const count = (value: number) => Math.round(value).toLocaleString("en-US");
const GiB = 2 ** 30;

/** What a command of the page plans. */
async function planOf(command: string): Promise<PlanReport & { winner: NonNullable<PlanReport["winner"]> }> {
  const out = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  await planVerb().parseAsync([...command.split(" "), "--json"], { from: "user" });
  const printed = String(out.mock.calls[0]?.[0]);
  vi.restoreAllMocks();
  process.exitCode = 0;
  return JSON.parse(printed);
}

const commandOf = (name: string): string => {
  const found = new RegExp(`^# ${name}\nnpm run modelkeep -- plan (.*)$`, "m").exec(section)?.[1];
  if (found === undefined) throw new Error(`the page has no command of ${name}`);
  return found;
};

describe("the five cases of the page", () => {
  test.each(["500 developers", "the office", "the bank", "the night batch", "one million tokens"])("%s", async (name) => {
    const { winner, verdict } = await planOf(commandOf(name));
    const { layout, fit, replicas, instance, cost } = winner;
    const rank = fit.memory.ranks[fit.memory.worst] as RankMemory;
    const ofRank = fit.maxConcurrent / layout.dataParallel;
    expect(section).toContain(`| ${name} | ${layout.words} | ${replicas} x ${instance.name} | ${count(cost.perMonth)} |`);
    expect(section).toContain(
      `| ${name} | ${(rank.weights.mid / GiB).toFixed(1)} | ${(rank.pool.mid / GiB).toFixed(1)} | ${(fit.memory.perRequest / GiB).toFixed(2)} | ${ofRank} x ${layout.dataParallel} |`,
    );
    expect(prose).toContain(`**${name}**: ${layout.words}`);
    expect(prose).toContain(verdict);
  });

  it("the night batch is worked out by the speeds of both layouts", async () => {
    const { winner } = await planOf(commandOf("the night batch"));
    const { winner: usual } = await planOf(`${commandOf("the night batch")} --layout usual`);
    const night = winner.throughput.total.mid * 8 * 3600 * 0.6;
    expect(prose).toContain(
      `${count(winner.throughput.total.mid)} tokens a second x 8 hours x 0.6 = ${count(night / 1e6)} million a replica`,
    );
    expect(prose).toContain(
      `tensor parallelism gives ${count(usual.throughput.total.mid)} a second, as its cache holds an eighth of the requests, and takes ${usual.replicas} replicas`,
    );
  });

  it("500 developers took 15 replicas with tensor parallelism", async () => {
    const { winner } = await planOf(`${commandOf("500 developers")} --layout usual`);
    expect(prose).toContain(`${winner.replicas} p5e.48xlarge at ${count(winner.cost.perMonth)} USD a month`);
    expect(prose).toContain(`hold ${winner.fit.maxConcurrent} each`);
  });
});
