import type { PreviewResource } from "../../../engine/preview.ts";
import type { ControlPart } from "../control-parts.ts";
import type { ReportedProof } from "../model/proof.ts";
import { frontDoorTexts } from "./front-door-texts.ts";
import { modelServersIn } from "./model-servers.ts";
import type { JudgedRule } from "./rules.ts";
import { containersOf, isModelServer } from "./workloads.ts";

/** Parts of a control that are present in a stack, and missing ones. */
export interface Here {
  /** Each present part, with the number of resources by type. */
  here: string[];
  /** Parts that are missing, or that nothing enforces. */
  missing: string[];
  /** Whether the control has requirements for this kind of stack. */
  asked: boolean;
}

const subjects: Readonly<Record<NonNullable<ControlPart["of"]>, (resources: readonly PreviewResource[]) => boolean>> = {
  // A model server without a front door of its own is not covered by a control of front doors.
  "front door": (resources) =>
    frontDoorTexts(resources).length > 0 && modelServersIn(resources).every(({ frontDoors }) => frontDoors.length > 0),
  "model server": (resources) => containersOf(resources).some(isModelServer),
};

/** Finds the parts of a control: one is present if its subject is, and all of its rules and proofs had something to evaluate. */
export function hereOf(
  asks: readonly ControlPart[],
  resources: readonly PreviewResource[],
  rules: readonly JudgedRule[],
  proofs: readonly ReportedProof[],
): Here {
  const onAws = resources.some(({ type }) => type.startsWith("aws:"));
  const parts = asks.filter(({ on }) => on !== "aws" || onAws);
  const judged = (name: string) => rules.find(({ report }) => report.name === name && report.judged > 0);
  const isHere = ({ rules: names = [], proofs: ids = [], of }: ControlPart) =>
    names.length + ids.length > 0 &&
    (of === undefined || subjects[of](resources)) &&
    names.every(judged) &&
    ids.every((one) => proofs.some((proof) => proof.id === one));
  const asked = parts.filter(({ on }) => on !== "may");
  return {
    here: parts.filter(isHere).map((part) => `${part.what}${counted((part.rules ?? []).flatMap((name) => judged(name)?.subjects ?? []))}`),
    missing: asked.filter((part) => !isHere(part)).map(({ what }) => what),
    asked: asked.length > 0,
  };
}

/** For example ` (1 Deployment, 2 ConfigMaps)`. */
function counted(resources: readonly { type: string }[]): string {
  const byKind = Map.groupBy(new Set(resources), ({ type }) => type.split(":").pop() ?? type);
  const counts = [...byKind].filter(([kind]) => kind !== "Keep").map(([kind, all]) => `${all.length} ${kind}`);
  return counts.length === 0 ? "" : ` (${counts.sort().join(", ")})`;
}
