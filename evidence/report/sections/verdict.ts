import { releaseRule } from "../../../policies/waivers/judged-elsewhere.ts";
import type { ReportedControl } from "../model/control.ts";
import type { ReportedFinding, ReportedWaiver } from "../model/finding.ts";
import type { ReportedImage, ReportedModel } from "../model/inventory.ts";
import type { ReportedProof } from "../model/proof.ts";
import type { Report, VerdictState } from "../model/report.ts";
import type { ReportedRule } from "../model/rule.ts";
import { isPlaceholder, nameOf } from "./images.ts";
import { lockPath, modelTitle } from "./models.ts";
import { shapeOf } from "./shape.ts";

/** Input of a verdict. */
export interface Judged {
  resources: number;
  rules: readonly ReportedRule[];
  findings: readonly ReportedFinding[];
  proofs: readonly ReportedProof[];
  waivers: readonly ReportedWaiver[];
  controls: readonly ReportedControl[];
  images: readonly ReportedImage[];
  models: readonly ReportedModel[];
  target: Report["subject"]["target"];
  release: Report["release"];
}

const plural = (n: number, what: string, many = `${what}s`) => `${n} ${n === 1 ? what : many}`;
const listed = (parts: readonly string[]) => parts.filter((part) => part !== "").join(" and ");

/** Review steps in addition to a published release, if any. */
function reviewed({ kit, program }: Report["release"]): string[] {
  const files = [kit, ...(program ? [program] : [])].reduce((sum, { differing }) => sum + differing.length, 0);
  if (files > 0)
    return [
      `Get ${plural(files, "program file")} reviewed that ${files === 1 ? "differs" : "differ"} from release ${kit.version}; the annex lists them.`,
    ];
  if (kit.state === "no release") return ["Ask which release the kit is from: it has no release manifest."];
  return [`Compare the digest of release ${kit.version} with the published one.`];
}

/**
 * One sentence that a reviewer can act on, and next steps.
 * A refuted proof or a mandatory violation without a waiver rejects; so does a report in which nothing was evaluated. A stack that could be
 * approved except for images or weights that are not fixed yet is a shape: it is unknown what would run in it.
 */
export function verdict(judged: Judged): Report["verdict"] {
  const { rules, findings, proofs, waivers, controls, images, models } = judged;
  const refuted = proofs.filter(({ status }) => status === "refuted");
  const mandatory = findings.filter(({ kind, enforcement }) => kind === "violation" && enforcement === "mandatory");
  const open = proofs.filter(({ status }) => status === "undecided");
  const undecided = findings.filter(({ kind }) => kind === "undecided");
  // Undecided findings that would block a deployment prevent approval; so does an unknown account.
  const stopping = new Set([releaseRule, ...rules.filter(({ enforcement }) => enforcement === "mandatory").map(({ name }) => name)]);
  const hidden = undecided.filter(({ rule }) => stopping.has(rule));
  const shape = shapeOf(judged);
  const advisory = findings.filter(({ kind, enforcement }) => kind === "violation" && enforcement === "advisory");
  const inForce = waivers.filter(({ state }) => state === "in force");
  const held = rules.filter(({ outcome }) => outcome === "holds").length;
  const proved = proofs.length - refuted.length - open.length;
  const uncovered = controls.filter(({ state }) => state === "not covered").map(({ id }) => id);

  const steps = [
    ...refuted.map(({ id, counterexamples }) => `Close what refutes the proof ${id}: ${counterexamples[0]?.says ?? "an open path"}.`),
    ...(mandatory.length > 0
      ? [`Fix or waive ${plural(mandatory.length, "mandatory violation")}; each message states what is accepted.`]
      : []),
    ...open.map(({ id, unknown }) => `Resolve what the proof ${id} could not decide: ${unknown.slice(0, 2).join("; ")}.`),
    ...(undecided.length > 0
      ? [
          `Create this report again from the state of the deployed stack: ${plural(undecided.length, "finding")} cannot be decided before the resources exist.`,
        ]
      : []),
    ...(inForce.length > 0 ? [`Confirm ${plural(inForce.length, "waiver")}: owner, reason and last day of each.`] : []),
    ...(advisory.length > 0 ? [`Review ${plural(advisory.length, "advisory finding")}; none blocks the deployment.`] : []),
    ...(uncovered.length > 0 ? [`Cover these controls by other means, which are not covered here: ${uncovered.join(", ")}.`] : []),
    ...images
      .filter(({ reference }) => isPlaceholder(reference))
      .map(({ reference }) => `Set the real digest of the image ${nameOf(reference)}: the given one is a placeholder.`),
    ...models
      .filter(({ lock }) => lock === null)
      .map(
        (one) =>
          `Publish the weights${models.length === 1 ? "" : ` of ${modelTitle(one, models)}`}, and name their lockfile in ${lockPath(one)}: until then it is not fixed which files the model consists of.`,
      ),
    ...reviewed(judged.release),
    "Read the open risks, which this kit cannot close.",
  ];
  const shown = `${plural(held, "rule")} and ${plural(proved, "proof")} hold over ${plural(judged.resources, "resource")}`;
  return { ...worded(), steps };

  function worded(): { state: VerdictState; sentence: string } {
    if (refuted.length + mandatory.length > 0) {
      const against = listed([
        refuted.length > 0 ? `${plural(refuted.length, "proof is", "proofs are")} refuted by a path that is open` : "",
        mandatory.length > 0
          ? `${plural(mandatory.length, "mandatory violation is", "mandatory violations are")} neither fixed nor waived`
          : "",
      ]);
      return { state: "reject", sentence: `Do not approve: ${against}.` };
    }
    if (held === 0 || proofs.length === 0)
      return {
        state: "reject",
        sentence: `Do not approve: ${held === 0 ? "no rule had anything to evaluate" : "nothing was proved"}, so there is no evidence.`,
      };
    if (open.length > 0)
      return { state: "undecided", sentence: `Not decided yet: ${plural(open.length, "proof lacks", "proofs lack")} a value; ${shown}.` };
    if (hidden.length > 0)
      return {
        state: "undecided",
        sentence: `Not decided yet: ${plural(hidden.length, "finding depends", "findings depend")} on unknown values; ${shown}.`,
      };
    const limits = [
      undecided.length > 0
        ? `; ${plural(undecided.length, "finding depends", "findings depend")} on values known only after deployment`
        : "",
      uncovered.length > 0 ? `; ${plural(uncovered.length, "control is", "controls are")} not covered here` : "",
    ].join("");
    if (shape.length > 0)
      return {
        state: "shape only",
        sentence: `Shape only, not what would run: ${shape.join(", and ")}. For the shape, ${shown}, and no path is open except those listed${inForce.length > 0 ? `, with ${plural(inForce.length, "waiver")}` : ""}${limits}.`,
      };
    if (inForce.length > 0)
      return {
        state: "accept with waivers",
        sentence: `Can be approved with ${plural(inForce.length, "waiver")}: otherwise ${shown}, and no path is open except those listed${limits}.`,
      };
    return { state: "accept", sentence: `Can be approved: ${shown}, and no path is open except those listed${limits}.` };
  }
}
