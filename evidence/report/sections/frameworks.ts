import type { Evidence } from "../evidence.ts";
import type { ReportedControl, ReportedFramework } from "../model/control.ts";
import type { ReportedRule } from "../model/rule.ts";
import { controlState, worst } from "./control-state.ts";

/** Public catalogues in the order of the report. In some, an id is a check of one setting; in others, a broad objective. */
const catalogues = [
  { key: "cisEks", title: "CIS Amazon EKS Benchmark 1.8.0", ids: "checks" },
  { key: "fsbp", title: "AWS Foundational Security Best Practices", ids: "checks" },
  { key: "nist80053r5", title: "NIST SP 800-53 Revision 5", ids: "aims" },
  { key: "owaspLlm", title: "OWASP Top 10 for LLM Applications 2025", ids: "aims" },
] as const;

type Key = (typeof catalogues)[number]["key"];

/**
 * The ids that the table of controls maps, and their state in this stack. Where rules name the id, their outcome decides; without
 * anything to evaluate it is not covered. An id that no rule names gets the worst state of its controls; if it is a check, at most
 * partly, because its setting was not evaluated.
 */
export function frameworksSection(
  { controls: table }: Pick<Evidence, "controls">,
  controls: readonly ReportedControl[],
  rules: readonly ReportedRule[],
): ReportedFramework[] {
  return catalogues.map(({ key, title, ids: sort }) => {
    const ids = [...new Set(table.flatMap(({ frameworks }) => frameworks[key]))].sort(byNumbers);
    return {
      key,
      title,
      entries: ids.map((id) => {
        const mapped = table.filter(({ frameworks }) => frameworks[key].includes(id)).map((control) => control.id);
        const own = rules.filter((rule) => idsOf(rule, key).includes(id));
        const states = controls.filter((control) => mapped.includes(control.id)).map(({ state }) => state);
        const indirect = sort === "checks" && worst(states) === "enforced" ? "partly" : worst(states);
        return {
          id,
          controls: mapped,
          rules: own.map(({ name }) => name),
          state: own.length > 0 ? controlState(own, []).state : indirect,
          basis: own.length > 0 ? ("rules" as const) : ("controls" as const),
        };
      }),
    };
  });
}

const idsOf = ({ frameworks }: ReportedRule, key: Key): readonly string[] => (key === "owaspLlm" ? [] : frameworks[key]);

/** `EC2.9` before `EC2.10`. */
const byNumbers = (a: string, b: string) => a.localeCompare(b, "en", { numeric: true });
