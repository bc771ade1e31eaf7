import { Command } from "commander";
import { distance } from "fastest-levenshtein";
import { isPackage } from "../../engine/packaged.ts";
import { UsageError } from "../../engine/preview.ts";
import { isStackRule, type Rule } from "../../policies/rule/rule.ts";
import { rules, rulesByFolder } from "../../policies/rules.ts";
import { paintFor } from "../../terminal/paint.ts";
import { plural } from "../../terminal/plural.ts";
import { reportWidth } from "../../terminal/width.ts";
import { guarded } from "../guarded.ts";
import { writeStarter } from "../policies/starter.ts";
import { type DescribedRule, ruleList, ruleReport } from "../view/rule-report.ts";

/** `modelkeep policies`: the rules of the policy pack, and a starter for a custom pack. */
export function policiesVerb(): Command {
  return new Command("policies")
    .description("list the rules of the policy pack")
    .option("--json", "print all details as JSON")
    .action(({ json = false }: { json?: boolean }) => {
      process.stdout.write(json ? asJson() : ruleList(rulesByFolder, reportWidth(process.stdout), paintFor(process.stdout)));
    })
    .addCommand(
      new Command("show")
        .description("details of one rule: what it requires, why, how to fix a violation, and how it is configured")
        .argument("<rule>", "rule name, as listed")
        .option("--json", "print it as JSON")
        .action(async (name: string, _own: unknown, command: Command) => {
          process.exitCode = await runShow(name, command.optsWithGlobals<{ json?: boolean }>());
        }),
    )
    .addCommand(
      new Command("init")
        .description("write a policy pack of your own that starts from these rules")
        .argument("<dir>", "folder to write into: new, or empty")
        .action(async (dir: string) => {
          process.exitCode = await runInit(dir);
        }),
    );
}

/** @returns exit status: 0, or 2 where there is no such rule */
export async function runShow(name: string, { json = false }: { json?: boolean }): Promise<number> {
  return guarded(async () => {
    const rule = rules.find((one) => one.name === name);
    if (rule === undefined) throw new UsageError([unknownRule(name)]);
    process.stdout.write(
      json
        ? `${JSON.stringify(described(rule), undefined, 2)}\n`
        : ruleReport(described(rule), reportWidth(process.stdout), paintFor(process.stdout)),
    );
    return 0;
  });
}

/** Names that share most words with the given one come first, then those with the closest spelling. */
function unknownRule(name: string): string {
  const words = new Set(name.split("-"));
  const shared = (other: string) => other.split("-").filter((word) => words.has(word)).length;
  const near = rules
    .map((rule) => rule.name)
    .toSorted((one, other) => shared(other) - shared(one) || distance(name, one) - distance(name, other))
    .slice(0, 3);
  return `no rule "${name}"; did you mean ${near.join(", ")}? accepted: the names listed by modelkeep policies`;
}

/** @returns exit status: 0, or 1 where the folder must not be written to */
export async function runInit(dir: string): Promise<number> {
  return guarded(async () => {
    const files = await writeStarter(dir);
    process.stdout.write(
      `Wrote ${plural(files, "file")} into ${dir}. Next:\n${isPackage ? "" : `  cd ${dir} && npm install\n`}  pulumi preview --policy-pack ${dir}\n`,
    );
    return 0;
  });
}

function asJson(): string {
  return `${JSON.stringify(rules.map(described), undefined, 2)}\n`;
}

function described(rule: Rule): DescribedRule {
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
