import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { RuleCase } from "../rule-case.ts";

const here = import.meta.dirname;
const files = readdirSync(here, { recursive: true, encoding: "utf8" }).filter((file) => /\.ts$/.test(file) && file !== "all.ts");
const tables: { cases: readonly RuleCase[] }[] = await Promise.all(files.sort().map((file) => import(join(here, file))));

/** Every case of every rule: each file here has those of the rules in the policies' folder of its name. */
export const ruleCases: readonly RuleCase[] = tables.flatMap(({ cases }) => cases);
