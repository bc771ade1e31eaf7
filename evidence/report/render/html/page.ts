import { document, fact } from "../../../../html/document.ts";
import { type Content, type Markup, markup } from "../../../../html/markup.ts";
import { code, type Section } from "../../../../html/parts.ts";
import type { Report } from "../../model/report.ts";
import { advisoriesSection } from "./sections/advisories.ts";
import { digestsSection, identitiesSection, limitsSection, typesSection } from "./sections/basis.ts";
import { controlsSection } from "./sections/controls.ts";
import { findingsSection } from "./sections/findings.ts";
import { frameworksSection } from "./sections/frameworks.ts";
import { inventorySection } from "./sections/inventory.ts";
import { principalsSection } from "./sections/principals.ts";
import { proofsSection } from "./sections/proofs.ts";
import { reachabilitySection } from "./sections/reachability.ts";
import { releaseSection } from "./sections/release.ts";
import { risksSection } from "./sections/risks.ts";
import { rulesSection } from "./sections/rules.ts";
import { verdictSection } from "./sections/verdict.ts";
import { waiversSection } from "./sections/waivers.ts";

/** The report as one page: it loads nothing, runs no script, and reads well on paper. */
export function htmlReport(report: Report): string {
  const { subject } = report;
  const sections: Section[] = [
    { id: "release", title: "Release", body: releaseSection(report) },
    ...(report.types ? [{ id: "types", title: "Types of resources", body: typesSection(report) }] : []),
    { id: "identities", title: "Who issues identities", body: identitiesSection(report) },
    { id: "digests", title: "Digests of what runs", body: digestsSection(report) },
    { id: "limits", title: "Limits", body: limitsSection(report) },
    { id: "reachability", title: "Who reaches whom", body: reachabilitySection(report) },
    { id: "proofs", title: "Proofs", body: proofsSection(report) },
    { id: "principals", title: "Who is named", body: principalsSection(report) },
    { id: "findings", title: "Findings", body: findingsSection(report) },
    { id: "waivers", title: "Waivers", body: waiversSection(report) },
    { id: "risks", title: "Open risks that this kit cannot close", body: risksSection(report) },
    { id: "controls", title: "Controls", body: controlsSection(report) },
    { id: "frameworks", title: "Frameworks", body: frameworksSection(report) },
    { id: "inventory", title: "What runs", body: inventorySection(report) },
    { id: "advisories", title: "Advisories", body: advisoriesSection(report) },
    { id: "rules", title: "Rules", body: rulesSection(report) },
  ];
  return document({
    title: `Security evidence: ${subject.project}, stack ${subject.stack}`,
    eyebrow: "Security evidence",
    heading: markup`${subject.stack} <span class="quiet">of ${subject.project}</span>`,
    facts: facts(report),
    first: { id: "verdict", title: "Verdict", skip: "Skip to the verdict", body: verdictSection(report) },
    annex: "Annex",
    sections,
    footer: markup`Made by modelkeep from the stack's program and settings alone: no cloud account, no credential. The same kit, program, settings and day give the same file, to the byte. Schema ${code(report.schema)}; the whole of it as data stands in the JSON file beside this one.`,
  });
}

const targets = { eks: "AWS account, EKS", existing: "existing Kubernetes cluster", other: "a program that is no keep" } as const;

function facts({ subject, asOf, release: { kit }, settings }: Report): Markup {
  const rows: [string, Content][] = [
    ["Target", targets[subject.target]],
    ...(subject.account === null ? [] : [["Account", subject.account] as [string, string]]),
    [subject.models.length > 1 ? "Models" : "Model", subject.models.length === 0 ? "none" : subject.models.join("; ")],
    ["Resources", subject.resources],
    ["As of", asOf],
    ["Kit", kit.version ?? "of no version"],
    ...(settings?.commit
      ? [["Commit", [code(settings.commit.id.slice(0, 12)), settings.commit.dirty ? " and changes" : ""]] as [string, Content]]
      : []),
    ["Fingerprint", code(subject.fingerprint.slice(0, 16))],
  ];
  return markup`<dl class="facts">${rows.map(([what, value]) => fact(what, value))}</dl>`;
}
