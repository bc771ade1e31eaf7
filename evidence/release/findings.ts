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

/** Most places that one finding names; the report lists all. */
const named = 3;

type Common = Pick<Finding, "rule" | "severity" | "urn" | "resource" | "path" | "message">;

/** What stands in a finding for a missing object, which no resource of the stack is: as the end of its URN would be. */
const tail = ({ type, name }: Pick<ObjectDifference, "type" | "name">) => `${type}::${name}`;

/**
 * What is not as the release renders it, as findings: each a mandatory violation unless a waiver in force names its resource, and undecided
 * where all that differs is hidden. A waiver that nothing needs is a violation of its own, as any other.
 * @param differences none where nothing was compared
 * @param today day by which waivers are judged, `YYYY-MM-DD`
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

/** What a program says of itself it cannot waive: the waiver would be part of what it says. */
const waivable = ({ type }: ObjectDifference) => !type.startsWith("modelkeep:");

const common = { rule: releaseRule, severity: "high" } as const;

const notRendered = (why: string) => `the declared settings cannot be rendered, so nothing shows that a release made this stack: ${why}`;

function certainly(difference: ObjectDifference): Omit<Common, "rule" | "severity">[] {
  const { how, resource, places } = difference;
  const about = { urn: resource?.urn ?? "", resource: resource?.name ?? tail(difference), path: "" };
  const kind = difference.type.split(":").at(-1)!;
  if (how === "added") return [{ ...about, message: `the release renders no such ${kind}: ${tail(difference)}` }];
  if (how === "missing") return [{ ...about, message: `the release renders this ${kind}, and the stack has none such` }];
  const known = places.filter((place) => !place.hidden);
  const [first] = known;
  if (first === undefined) return [];
  const more = known.length > named ? `; and ${known.length - named} more` : "";
  return [
    {
      ...about,
      path: first.path,
      message: `this ${kind} is not as the release renders it: ${known.slice(0, named).map(says).join("; ")}${more}`,
    },
  ];
}

/** One place, with both values. */
export const says = ({ path, rendered, here }: Difference): string =>
  `${path} is ${clipped(here, rendered)} where the release has ${clipped(rendered, here)}`;

function undecidedly({ resource, places }: ObjectDifference): (Omit<Common, "rule" | "severity"> & { because: string[] })[] {
  const paths = places.filter((place) => place.hidden).map(({ path }) => path);
  if (resource === undefined || paths.length === 0) return [];
  const message = "whether it is as the release renders it cannot be said";
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

/** Waivers that hold for nothing, or for several things at once. */
function unneeded(declared: readonly Declared[], certain: readonly Finding[]): Finding[] {
  return declared.flatMap(({ waiver, by }) => {
    const concerned = certain.filter((finding) => names(waiver, finding));
    if (concerned.length === 1) return [];
    const why =
      concerned.length === 0
        ? "the object is as the release renders it; accepted is no waiver"
        : `${concerned.length} objects of that name differ; accepted is the URN of one`;
    return [waiverFault(by, `waiver of ${waiver.rule} for ${waiver.resource}: ${why}`)];
  });
}
