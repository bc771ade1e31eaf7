import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { terraformPlan } from "../../export/terraform-plan.ts";
import { symbolicExample } from "../support/symbolic-example.ts";
import { type Edits, edited } from "./edited.ts";

/** Writes the plan of an example after edits, as `modelkeep export` does, into a folder of its own. @returns its path */
export async function writtenPlan(folder: string, stack: string, edits: Edits = {}): Promise<string> {
  const own = join(folder, stack);
  mkdirSync(own, { recursive: true });
  const file = join(own, "plan.json");
  writeFileSync(file, JSON.stringify(terraformPlan(edited(await symbolicExample(stack), edits))));
  return file;
}
