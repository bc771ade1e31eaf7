import { meetsAny, readOperator } from "./condition-operator.ts";
import { type KeyUse, valuesOf } from "./context-key.ts";
import { always, and, type Formula, not, open, or } from "./formula.ts";
import type { Condition, Policy } from "./policy-document.ts";

/** How the policies of one question use each key. */
export type KeyUses = ReadonlyMap<string, KeyUse>;

/**
 * How policies use the keys of their conditions. A key that is tested as a set has as many values as there are tests, since each test
 * is decided by one of them; `Null` adds one, whether there is any.
 */
export function keyUses(policies: readonly Policy[]): KeyUses {
  const uses = new Map<string, { families: Set<"text" | "number" | "date" | "address">; values: number; truth: boolean; plain: boolean }>();
  for (const { operator: name, key } of policies.flatMap(({ statements }) => statements).flatMap(({ conditions }) => conditions)) {
    const read = readOperator(name);
    const use = uses.get(key) ?? { families: new Set(), values: 0, truth: false, plain: false };
    uses.set(key, use);
    if (!read || read.operator === "null") continue;
    use.families.add(read.operator.family);
    use.truth ||= read.operator.truth;
    if (read.set) use.values += 1;
    else use.plain = true;
  }
  return new Map([...uses].map(([key, use]) => [key, { ...use, values: use.values === 0 ? 0 : use.values + 1 }]));
}

/**
 * Whether one line of a condition holds for a request. Where the key is missing a negated operator holds and any other does not, unless
 * it is `IfExists`. Sources: "Condition operators" and "Multivalued context keys" in the IAM user guide.
 */
export function conditionFormula({ operator: name, key, values }: Condition, uses: KeyUses, variables: boolean): Formula {
  const read = readOperator(name);
  const use = uses.get(key) ?? { families: new Set(), values: 0, truth: false };
  const undecided = (why: string) => open(why, `${name} ${key} ${JSON.stringify(values)}`);
  if (!read) return undecided(`the operator ${name}`);
  const possible = valuesOf(key, use);
  const present = or(...possible.map((value) => value.present));
  const { operator, set, ifExists } = read;
  if (operator === "null") {
    const asked = new Set(values.map((value) => value.toLowerCase()));
    if (set || [...asked].some((value) => value !== "true" && value !== "false"))
      return undecided(`the operator ${name} with ${values.join(", ")}`);
    return asked.size === 2 ? always : asked.has("true") ? not(present) : present;
  }
  if (use.families.size > 1) return undecided(`the key ${key}, which is compared as ${[...use.families].join(" and as ")}`);
  if (set && ifExists) return undecided(`the operator ${name}, whose meaning for a missing key is not documented`);
  if (!set && use.values > 0) return undecided(`the key ${key}, which is tested both as one value and as a set`);
  const each = possible.map((value) => ({ present: value.present, met: meetsAny(operator, value, values, variables) }));
  if (set === "any") return or(...each.map((one) => and(one.present, one.met)));
  if (set === "all") return and(...each.map((one) => or(not(one.present), one.met)));
  const { met } = each[0]!;
  return operator.negated || ifExists ? or(not(present), met) : and(present, met);
}
