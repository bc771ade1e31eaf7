import { badge } from "../../../../../html/badge.ts";
import { type Content, markup } from "../../../../../html/markup.ts";
import { code, details, list, none, plural } from "../../../../../html/parts.ts";
import { table } from "../../../../../html/table.ts";
import type { ReportedControl } from "../../../model/control.ts";
import type { Report } from "../../../model/report.ts";
import type { ReportedRule } from "../../../model/rule.ts";
import { proofLink, ruleLink } from "../links.ts";

/** Every control: its database equivalent, its requirement for a model, what enforces it here, and what verifies it. */
export function controlsSection({ controls, rules }: Report): Content {
  const outcomes = new Map(rules.map((rule) => [rule.name, rule.outcome]));
  return table({
    label: "Controls D1 to D21",
    caption:
      "A control is enforced if all its requirements are present, and every rule with something to evaluate and every proof holds. The state is computed; it cannot be set by hand.",
    kind: "controls",
    columns: ["Control", "State", "Requirement", "Present here", "Verified by", "Waivers"],
    ids: controls.map(({ id }) => id),
    rows: controls.map((control) => [
      [control.id, markup`<br><span class="aside">${control.database}</span>`],
      [badge(control.state), markup`<p class="why">${control.reason}</p>`],
      control.model,
      [control.here.length > 0 ? list(control.here, "plain") : none, enforcedBy(control, outcomes)],
      shownBy(control),
      control.waivers.length > 0
        ? list(
            control.waivers.map(({ rule, resource, expires }) => [ruleLink(rule), ` on ${resource}, until ${expires}`]),
            "plain",
          )
        : none,
    ]),
  });
}

const outcomeWords: readonly [ReportedRule["outcome"], string][] = [
  ["broken", "Do not hold"],
  ["undecided", "Undecided"],
  ["advised", "Advice not followed"],
  ["waived", "Waived"],
  ["holds", "Hold"],
  ["nothing to judge", "Nothing to evaluate here"],
];

function enforcedBy({ rules, resources }: ReportedControl, outcomes: ReadonlyMap<string, ReportedRule["outcome"]>): Content {
  if (rules.length === 0) return none;
  const applied = rules.filter((name) => outcomes.get(name) !== "nothing to judge");
  const count = resources.reduce((sum, one) => sum + one.count, 0);
  const groups = outcomeWords.map(([outcome, words]) => [words, rules.filter((name) => outcomes.get(name) === outcome)] as const);
  return details(`${plural(applied.length, "rule")} over ${plural(count, "resource")}`, [
    groups
      .filter(([, names]) => names.length > 0)
      .map(([words, names]) => [markup`<p class="quiet">${words}</p>`, list(names.map(ruleLink), "plain run")]),
    resources.length > 0
      ? [
          markup`<p class="quiet">Resources evaluated</p>`,
          list(
            resources.map(({ type, count: n }) => [`${n} × `, code(type)]),
            "plain run",
          ),
        ]
      : undefined,
  ]);
}

function shownBy({ proofs, tests }: ReportedControl): Content {
  return [
    proofs.length > 0
      ? list(
          proofs.map((id) => ["proof ", proofLink(id)]),
          "plain",
        )
      : undefined,
    tests.length > 0
      ? details(
          plural(tests.length, "test"),
          list(
            tests.map(({ file, title }) => [title, markup`<br>`, code(file)]),
            "plain",
          ),
        )
      : undefined,
    proofs.length + tests.length === 0 ? none : undefined,
  ];
}
