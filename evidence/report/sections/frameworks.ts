import type { Evidence } from "../evidence.ts";
import type { ReportedControl, ReportedFramework } from "../model/control.ts";
import type { ReportedRule } from "../model/rule.ts";
import { controlState, worst } from "./control-state.ts";

/** Public catalogues in the order of the report; OWASP's list has no ids that a rule names, so its state is that of the controls. */
const catalogues = [
  { key: "cisEks", title: "CIS Amazon EKS Benchmark 1.8.0" },
  { key: "fsbp", title: "AWS Foundational Security Best Practices" },
  { key: "nist80053r5", title: "NIST SP 800-53 Revision 5" },
  { key: "owaspLlm", title: "OWASP Top 10 for LLM Applications 2025" },
] as const;

type Key = (typeof catalogues)[number]["key"];

/**
 * The ids that the table of controls maps, and how this stack stands to each. Where rules name the id, their outcome decides; otherwise it is
 * the worst state of its controls, and the report says that nothing judges the id by itself.
 */
export function frameworksSection(
  { controls: table }: Pick<Evidence, "controls">,
  controls: readonly ReportedControl[],
  rules: readonly ReportedRule[],
): ReportedFramework[] {
  return catalogues.map(({ key, title }) => {
    const ids = [...new Set(table.flatMap(({ frameworks }) => frameworks[key]))].sort(byNumbers);
    return {
      key,
      title,
      entries: ids.map((id) => {
        const mapped = table.filter(({ frameworks }) => frameworks[key].includes(id)).map((control) => control.id);
        const own = rules.filter((rule) => idsOf(rule, key).includes(id));
        const judging = own.some(({ outcome }) => outcome !== "nothing to judge");
        const states = controls.filter((control) => mapped.includes(control.id)).map(({ state }) => state);
        return {
          id,
          controls: mapped,
          rules: own.map(({ name }) => name),
          state: judging ? controlState(own, []).state : worst(states),
          basis: judging ? ("rules" as const) : ("controls" as const),
        };
      }),
    };
  });
}

const idsOf = ({ frameworks }: ReportedRule, key: Key): readonly string[] => (key === "owaspLlm" ? [] : frameworks[key]);

/** `EC2.9` before `EC2.10`. */
const byNumbers = (a: string, b: string) => a.localeCompare(b, "en", { numeric: true });
