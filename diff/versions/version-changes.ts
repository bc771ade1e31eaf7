import type { ReportedAdvisories, ReportedImage } from "../../evidence/report/model/inventory.ts";
import type { Report } from "../../evidence/report/model/report.ts";
import { nameOf } from "../../evidence/report/sections/images.ts";
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

function pinned({ inventory: { images, weights, versions }, advisories }: Known): Pinned[] {
  return [
    ...(weights ? [{ kind: "model", name: "model", at: weights.model } as const] : []),
    ...(weights?.lock ? weightsPinned(weights.lock) : []),
    ...(advisories.version === null ? [] : [{ kind: "version", name: advisories.product, at: advisories.version } as const]),
    ...imagesPinned(images),
    ...versions.map(({ name, version }) => ({ kind: "version", name, at: version ?? "not pinned" }) as const),
  ];
}

/** The commit, and each file by its digest: a lockfile with other digests under the same commit is a different one. */
function weightsPinned({ commit, files }: { commit: string; files: readonly { path: string; sha256: string }[] }): Pinned[] {
  return [
    { kind: "weights", name: "commit of the weights", at: commit },
    ...files.map(({ path, sha256 }) => ({ kind: "weights", name: path, at: `sha256:${sha256}` }) as const),
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
