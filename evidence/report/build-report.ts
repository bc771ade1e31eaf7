import { noOwnCatalog, withOwnCatalog } from "../../catalog/own-catalog.ts";
import { sha256 } from "../release/program-files.ts";
import type { Evidence } from "./evidence.ts";
import type { ReportedFinding } from "./model/finding.ts";
import { type Report, reportVersion } from "./model/report.ts";
import { advisoriesSection } from "./sections/advisories.ts";
import { controlsSection } from "./sections/controls.ts";
import { counts } from "./sections/counts.ts";
import { digestsOf } from "./sections/digests.ts";
import { frameworksSection } from "./sections/frameworks.ts";
import { imagesSection } from "./sections/images.ts";
import { issuersOf } from "./sections/issuers.ts";
import { limitsOf } from "./sections/limits.ts";
import { modelsSection, modelTitle } from "./sections/models.ts";
import { ownSection } from "./sections/own.ts";
import { policiesSection } from "./sections/policies.ts";
import { principalsSection } from "./sections/principals.ts";
import { releaseSection } from "./sections/release.ts";
import { risksSection } from "./sections/risks.ts";
import { judgedRules } from "./sections/rules.ts";
import { targetOf } from "./sections/target.ts";
import { trialSection } from "./sections/trial.ts";
import { verdict } from "./sections/verdict.ts";
import { versionsSection } from "./sections/versions.ts";
import { waiversSection } from "./sections/waivers.ts";

/** The report of a stack: plain values, identical for identical evidence. */
export function buildReport(evidence: Evidence): Report {
  return withOwnCatalog(evidence.own?.catalog ?? noOwnCatalog, () => reportOf(evidence));
}

function reportOf(evidence: Evidence): Report {
  const { preview, proofs, flows, today } = evidence;
  const { resources } = preview;
  const judged = judgedRules(evidence);
  const rules = judged.map(({ report }) => report);
  const findings = evidence.findings.map(reported);
  const waivers = waiversSection(evidence);
  const controls = controlsSection(evidence, judged, waivers);
  const inventory = {
    images: imagesSection(preview),
    models: modelsSection(preview),
    versions: versionsSection(resources),
    ...ownSection(evidence),
  };
  const advisories = advisoriesSection(inventory.images, resources);
  const policies = policiesSection(resources);
  const target = targetOf(resources);
  const release = releaseSection(evidence);
  const { images, models } = inventory;
  const found = { resources: resources.length, rules, findings, proofs, waivers, controls, images, models, target, release };
  return {
    schema: reportVersion,
    subject: {
      project: preview.project,
      stack: preview.stack,
      target,
      account: evidence.account,
      models: models.map((one) => modelTitle(one, models)),
      resources: resources.length,
      fingerprint: sha256(JSON.stringify(resources)),
    },
    asOf: today,
    settings: evidence.settings,
    verdict: verdict(found),
    release,
    basis: { digests: digestsOf(evidence), issuers: issuersOf(resources, evidence.clientIssuer), limits: limitsOf(preview) },
    ...(evidence.types ? { types: evidence.types } : {}),
    counts: counts(found),
    findings,
    waivers,
    proofs: [...proofs],
    flows,
    principals: principalsSection(resources, policies),
    controls,
    trial: trialSection(evidence, controls),
    frameworks: frameworksSection(evidence, controls, rules),
    rules,
    policies,
    inventory,
    advisories,
    risks: risksSection({ target, resources, inventory, advisories }),
  };
}

function reported({
  rule,
  severity,
  enforcement,
  kind,
  urn,
  resource,
  path,
  message,
  because = [],
}: Evidence["findings"][number]): ReportedFinding {
  return { rule, severity, enforcement, kind, urn, resource, path, message, because: [...new Set(because)] };
}
