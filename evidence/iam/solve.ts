import type { Assignment, Formula } from "./formula.ts";
import { nameInSolver, smtProblem, solverName } from "./smt-lib.ts";
import { askZ3 } from "./z3.ts";

/**
 * Values for which a formula holds; undefined where there are none.
 * @throws Error where the solver gives up: nothing is proven then
 */
export async function solve(formula: Formula): Promise<Assignment | undefined> {
  if (formula.kind === "constant" && !formula.value) return undefined;
  const { assertions, flags, texts, numbers, addresses } = smtProblem(formula);
  if ([...texts.values()].some((classes) => classes.length === 0)) return undefined;
  const answer = await askZ3(assertions);
  if (!answer) return undefined;
  const of = <T>(some: Iterable<string>, read: (name: string) => T) => Object.fromEntries([...some].map((name) => [name, read(name)]));
  const isTrue = (name: string) => answer.get(name) === "true";
  return {
    flags: of(flags, (name) => isTrue(nameInSolver(name))),
    texts: of(texts.keys(), (name) => texts.get(name)![Number(whole(answer.get(solverName.text(name))))]!.example),
    numbers: of(numbers, (name) => fraction(answer.get(solverName.number(name)))),
    addresses: of(addresses, (name) => ({
      family: isTrue(solverName.isIpv6(name)) ? ("ipv6" as const) : ("ipv4" as const),
      first: whole(answer.get(solverName.address(name))),
    })),
  };
}

/** Reads a number as the solver writes it: `12`, `#b1100` or `#xc`. */
const whole = (text = "0"): bigint => BigInt(text.replace(/^#([bx])/, "0$1"));

/** Reads a number as the solver writes it: `3.0`, `(- 3.0)` or `(- (/ 5.0 2.0))`. */
function fraction(text = "0"): number {
  const [over = Number.NaN, under = 1] = [...text.matchAll(/\d+(\.\d+)?/g)].map(([digits]) => Number(digits));
  return (text.includes("-") ? -over : over) / under;
}
