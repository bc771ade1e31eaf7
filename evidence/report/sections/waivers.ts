import { Stack } from "../../../policies/rule/stack.ts";
import { declaredWaivers } from "../../../policies/waivers/declared.ts";
import { names } from "../../../policies/waivers/waiver.ts";
import type { Evidence } from "../evidence.ts";
import type { ReportedWaiver } from "../model/finding.ts";

/** The waivers declared by the program or named in findings, and whether each is needed and in force. */
export function waiversSection({ preview, findings, rules, today }: Evidence): ReportedWaiver[] {
  const declared = declaredWaivers(new Stack(preview.resources).subjects).waivers.map(({ waiver }) => waiver);
  const found = findings.flatMap(({ waiver }) => (waiver ? [waiver] : []));
  const key = (waiver: (typeof declared)[number]) => JSON.stringify([waiver.rule, waiver.resource, waiver.expires]);
  const all = [...new Map([...declared, ...found].map((waiver) => [key(waiver), waiver])).values()];
  return all.map(({ rule, resource, reason, owner, expires }) => {
    const holds = findings.some(
      (finding) => finding.kind === "waived" && finding.rule === rule && names({ rule, resource, reason, owner, expires }, finding),
    );
    const state = expires < today ? "expired" : holds ? "in force" : "unused";
    return { rule, resource, reason, owner, expires, state, controls: [...(rules.find(({ name }) => name === rule)?.controls ?? [])] };
  });
}
