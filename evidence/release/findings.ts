import type { PreviewResource } from "../../engine/preview.ts";
import type { Finding } from "../../policies/judge/finding.ts";
import { Stack } from "../../policies/rule/stack.ts";
import { type Declared, declaredWaivers } from "../../policies/waivers/declared.ts";
import { releaseRule } from "../../policies/waivers/judged-elsewhere.ts";
import { names, waiverFor } from "../../policies/waivers/waiver.ts";
import { waiverFault } from "../../policies/waivers/waiver-findings.ts";
import { clipped, type Difference } from "./difference.ts";
import type { ObjectDifference } from "./object-difference.ts";
import type { Rendering } from "./rendering.ts";

/** Most differences that a finding names; the report lists all. */
const named = 3;

type Common = Pick<Finding, "rule" | "severity" | "urn" | "resource" | "path" | "message">;

/** Identifies a missing object in a finding, in the form of the end of a URN. */
const tail = ({ type, name }: Pick<ObjectDifference, "type" | "name">) => `${type}::${name}`;

/**
 * Differences from what the release renders, as findings: each a mandatory violation unless a waiver in force names its resource, and
 * undecided where all differing values are hidden. An unused waiver is a violation itself, as for rules.
 * @param differences empty where nothing was compared
 * @param today date at which waivers are evaluated, `YYYY-MM-DD`
 */
export function releaseFindings(
  rendering: Rendering,
  differences: readonly ObjectDifference[],
  resources: readonly PreviewResource[],
  today: string,
): Finding[] {
  const declared = declaredWaivers(new Stack(resources).subjects).waivers.filter(({ waiver }) => waiver.rule === releaseRule);
  const failed = rendering.kind === "failed" ? [{ urn: "", resource: "the stack", path: "", message: notRendered(rendering.why) }] : [];
  const certain = [
    ...failed.map((about) => judged({ ...common, ...about }, declared, today)),
    ...differences.flatMap((one) => certainly(one).map((about) => judged({ ...common, ...about }, waivable(one) ? declared : [], today))),
  ];
  const open = differences
    .flatMap(undecidedly)
    .map((finding): Finding => ({ ...common, ...finding, kind: "undecided", enforcement: "advisory" }));
  return [...certain, ...open, ...unneeded(declared, certain)];
}

/** A program cannot waive what it declares about itself: the waiver would be part of the declaration. */
const waivable = ({ type }: ObjectDifference) => !type.startsWith("modelkeep:");

const common = { rule: releaseRule, severity: "high" } as const;

const notRendered = (why: string) => `the declared settings cannot be rendered, so the stack cannot be compared with a release: ${why}`;

function certainly(difference: ObjectDifference): Omit<Common, "rule" | "severity">[] {
  const { how, resource, places } = difference;
  const about = { urn: resource?.urn ?? "", resource: resource?.name ?? tail(difference), path: "" };
  const kind = difference.type.split(":").at(-1)!;
  if (how === "added") return [{ ...about, message: `the release does not render this ${kind}: ${tail(difference)}` }];
  if (how === "missing") return [{ ...about, message: `the release renders this ${kind}, but the stack does not have it` }];
  const known = places.filter((place) => !place.hidden);
  const [first] = known;
  if (first === undefined) return [];
  const more = known.length > named ? `; and ${known.length - named} more` : "";
  return [
    {
      ...about,
      path: first.path,
      message: `this ${kind} differs from the release: ${known.slice(0, named).map(differenceText).join("; ")}${more}`,
    },
  ];
}

/** A difference with both values. */
export const differenceText = ({ path, rendered, here }: Difference): string =>
  `${path} is ${clipped(here, rendered)} but ${clipped(rendered, here)} in the release`;

function undecidedly({ resource, places }: ObjectDifference): (Omit<Common, "rule" | "severity"> & { because: string[] })[] {
  const paths = places.filter((place) => place.hidden).map(({ path }) => path);
  if (resource === undefined || paths.length === 0) return [];
  const message = "it cannot be compared with the release";
  return [{ urn: resource.urn, resource: resource.name, path: paths[0]!, message, because: paths }];
}

function judged(about: Common, declared: readonly Declared[], today: string): Finding {
  const waiver = waiverFor(
    declared.map((one) => one.waiver),
    releaseRule,
    about,
  );
  if (waiver && waiver.expires >= today) return { ...about, kind: "waived", enforcement: "advisory", waiver };
  return { ...about, kind: "violation", enforcement: "mandatory" };
}

/** Waivers that apply to nothing, or to several objects at once. */
function unneeded(declared: readonly Declared[], certain: readonly Finding[]): Finding[] {
  return declared.flatMap(({ waiver, by }) => {
    const concerned = certain.filter((finding) => names(waiver, finding));
    if (concerned.length === 1) return [];
    const why =
      concerned.length === 0
        ? "the object does not differ from the release, so the waiver is not needed"
        : `${concerned.length} objects of that name differ; accepted: the URN of one`;
    return [waiverFault(by, `waiver of ${waiver.rule} for ${waiver.resource}: ${why}`)];
  });
}
