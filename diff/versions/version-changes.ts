import { modelServerName } from "../../charts/names.ts";
import type { ReportedAdvisories, ReportedImage, ReportedModel } from "../../evidence/report/model/inventory.ts";
import type { Report } from "../../evidence/report/model/report.ts";
import { nameOf } from "../../evidence/report/sections/images.ts";
import { serverTitle } from "../../evidence/report/sections/model-servers.ts";
import type { VersionChange } from "./version-change.ts";

/** What is pinned, by kind and name. */
type Pinned = Pick<VersionChange, "kind" | "name"> & { at: string };

type Known = Pick<Report, "inventory" | "advisories">;

/** Models, weights, images, and versions of the server, of EKS, add-ons and node images that differ between both sides. */
export function versionChanges(before: Known | undefined, after: Known | undefined): VersionChange[] {
  const [was, is] = [byName(before), byName(after)];
  const advisories = advisoryChanges(before?.advisories, after?.advisories);
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((name): VersionChange[] => {
    const [old, now] = [was.get(name), is.get(name)];
    if (old?.at === now?.at) return [];
    const { kind, name: of } = (now ?? old)!;
    const about = kind === "version" && of === (after ?? before)?.advisories.product;
    return [
      {
        kind,
        name: of,
        ...(old && { before: old.at }),
        ...(now && { after: now.at }),
        ...(about ? advisories : { brings: [], fixes: [] }),
      },
    ];
  });
}

const byName = (side: Known | undefined): ReadonlyMap<string, Pinned> =>
  new Map(side ? pinned(side).map((one) => [`${one.kind} ${one.name}`, one]) : []);

function pinned({ inventory: { images, models, versions }, advisories }: Known): Pinned[] {
  return [
    ...models.flatMap((one) => [{ kind: "model", name: ofModel("model", one), at: one.model } as const, ...weightsPinned(one)]),
    ...(advisories.version === null ? [] : [{ kind: "version", name: advisories.product, at: advisories.version } as const]),
    ...imagesPinned(images),
    ...versions.map(({ name, version }) => ({ kind: "version", name, at: version ?? "not pinned" }) as const),
  ];
}

type Served = Pick<ReportedModel, "key" | "version" | "lock">;

/** The name of something that each version of each model has; the only model of a keep has no name of its own. */
const ofModel = (what: string, one: Served): string =>
  one.key === modelServerName && one.version === "current" ? what : `${what} of ${serverTitle(one)}`;

/** The commit, and each file by its digest: a lockfile with other digests under the same commit is a different one. */
function weightsPinned(one: Served): Pinned[] {
  if (one.lock === null) return [];
  const { commit, files } = one.lock;
  return [
    { kind: "weights", name: ofModel("commit of the weights", one), at: commit },
    ...files.map(({ path, sha256 }) => ({ kind: "weights", name: ofModel(path, one), at: `sha256:${sha256}` }) as const),
  ];
}

/** Images by the last part of their repository, or by the full repository where two share it. */
function imagesPinned(images: readonly ReportedImage[]): Pinned[] {
  const byName = Map.groupBy(images, ({ reference }) => nameOf(reference));
  return [...byName].flatMap(([name, group]) =>
    group.map(({ reference }) => {
      const [repository = reference] = reference.split("@");
      return { kind: "image", name: group.length === 1 ? name : repository, at: reference } as const;
    }),
  );
}

/** Advisories that affect, or may affect, one side and not the other. */
function advisoryChanges(before: ReportedAdvisories | undefined, after: ReportedAdvisories | undefined) {
  const open = (side: ReportedAdvisories | undefined) =>
    (side?.entries ?? []).filter(({ state }) => state !== "not concerned").map(({ ids }) => ids.join(", "));
  const [was, is] = [open(before), open(after)];
  return { brings: is.filter((ids) => !was.includes(ids)), fixes: before && after ? was.filter((ids) => !is.includes(ids)) : [] };
}
