import { Command } from "commander";
import { PreviewError } from "../../engine/preview.ts";
import { isStackRule, type Rule } from "../../policies/rule/rule.ts";
import { rules } from "../../policies/rules.ts";
import { writeStarter } from "../policies/starter.ts";
import { paintFor } from "../view/paint.ts";
import { plural } from "../view/plural.ts";

/** `modelkeep policies`: the rules of the policy pack, and a starter for a pack of one's own. */
export function policiesVerb(): Command {
  return new Command("policies")
    .description("list the rules of the policy pack")
    .option("--json", "print everything about them as JSON")
    .action(({ json = false }: { json?: boolean }) => {
      process.stdout.write(json ? asJson() : asTable());
    })
    .addCommand(
      new Command("init")
        .description("write a policy pack of your own that starts from these rules")
        .argument("<dir>", "folder to write into: new, or empty")
        .action(async (dir: string) => {
          process.exitCode = await runInit(dir);
        }),
    );
}

/** @returns exit status: 0, or 1 where the folder is not for us to write into */
export async function runInit(dir: string): Promise<number> {
  try {
    const files = await writeStarter(dir);
    process.stdout.write(
      `Wrote ${plural(files, "file")} into ${dir}. Next:\n  cd ${dir} && npm install\n  pulumi preview --policy-pack ${dir}\n`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof PreviewError)) throw error;
    for (const message of error.messages) process.stderr.write(`${paintFor(process.stderr)(["bold", "red"], "error:")} ${message}\n`);
    return 1;
  }
}

function asTable(): string {
  const rows = rules.map(({ name, severity, enforcement, controls, description }) => [
    name,
    severity,
    enforcement,
    controls.join(" "),
    description,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  const text = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return `${text.join("\n")}\n\n${plural(rules.length, "rule")}. What each asks for and why: policies/README.md and modelkeep policies --json.\n`;
}

function asJson(): string {
  return `${JSON.stringify(rules.map(described), undefined, 2)}\n`;
}

function described(rule: Rule) {
  const { name, description, severity, enforcement, controls, frameworks, database, remediation, config = {} } = rule;
  const types = isStackRule(rule) ? {} : { types: rule.types };
  return {
    name,
    description,
    severity,
    enforcement,
    scope: isStackRule(rule) ? "stack" : "resource",
    ...types,
    controls,
    frameworks,
    database,
    remediation,
    config,
  };
}
