import { describe, expect, test } from "vitest";
import { reaches } from "../../../doctor/judge/bound-volume.ts";
import { needsOf } from "../../../doctor/needs.ts";
import type { ClusterVolume, Snapshot } from "../../../doctor/snapshot.ts";
import { isOnAws } from "../../../infra/settings/checked-keep.ts";
import { parseKeep } from "../../../infra/settings/parse.ts";
import { type Edit, put } from "../../infra/settings/good-settings.ts";
import { asked, findingOf, readOf, settingsFor } from "../clusters.ts";

const serving = "modelkeep-on-prem-serving";
const weightsOf = (change: (snapshot: Snapshot) => void, ...edits: readonly Edit[]) =>
  findingOf("weights of model-server", "talos", change, ...edits);
const volume = (change: Partial<ClusterVolume>) => (snapshot: Snapshot) => {
  Object.assign(readOf(snapshot.volumes)[0] ?? {}, change);
};

/** Name of the claim that the keep makes for settings. */
function claimOf(...edits: readonly Edit[]): string {
  const { raw, ...context } = asked(settingsFor("talos", ...edits));
  const keep = parseKeep(raw, context);
  if (isOnAws(keep)) throw new Error("it is on a cluster that exists");
  return needsOf(keep).models[0]?.claim.name ?? "";
}

describe("a volume is free for the keep's claim, or bound to it", { tags: ["doctor-volume-state"] }, () => {
  test("after a deployment it is bound to the keep's claim", () => {
    expect(weightsOf(volume({ phase: "Bound", claimedIn: serving, claim: claimOf() })).state).toBe("works");
    expect(weightsOf(volume({ claimedIn: serving, claim: claimOf() })).state).toBe("works");
  });

  test.each([
    [
      "destroyed keep: it is Released, and still names the claim",
      { phase: "Released", claimedIn: serving, claim: claimOf() },
      /is Released/,
    ],
    ["it could not be reclaimed", { phase: "Failed", claimedIn: serving, claim: claimOf() }, /is Failed/],
    ["another claim of the keep's namespace", { phase: "Bound", claimedIn: serving, claim: "own" }, /bound to the claim own in modelkeep/],
    ["a claim elsewhere", { phase: "Bound", claimedIn: "another" }, /bound to a claim elsewhere/],
    ["bound, to what is not known", { phase: "Bound" }, /is bound/],
    ["a phase that is not known", { phase: "" }, /of no phase/],
  ] as const)("%s", (_, change, seen) =>
    expect(weightsOf(volume(change))).toMatchObject({ state: "fails", seen: expect.stringMatching(seen) }),
  );

  test("it stays when its claim goes", { tags: ["doctor-volume-stays"] }, () => {
    for (const reclaimPolicy of ["Delete", "Recycle", ""])
      expect(weightsOf(volume({ reclaimPolicy }))).toMatchObject({ state: "fails", cause: "reclaim" });
  });

  test("one that would go is not named for one that is not there", () => {
    const found = weightsOf(volume({ reclaimPolicy: "Delete" }), put("target.weights.volume", "none"));
    expect(found.fix).toBeUndefined();
  });
});

describe("a volume is used on the nodes that it is for", { tags: ["doctor-volume-reach"] }, () => {
  const only = (key: string, ...values: string[]) => volume({ nodeAffinity: [[{ key, operator: "In", values }]] });

  test("it must be for nodes with room for every pod", () => {
    expect(weightsOf(only("topology.kubernetes.io/zone", "b"))).toMatchObject({ state: "fails", cause: "reach" });
    expect(weightsOf(only("kubernetes.io/hostname", "talos-0")).state).toBe("works");
    expect(weightsOf(only("kubernetes.io/hostname", "talos-0"), put("capacity.replicas", { min: 3, max: 3 }))).toMatchObject({
      seen: expect.stringContaining("room for 2 of 3 pods"),
    });
  });

  const node = { name: "n", labels: { zone: "a", size: "4" }, taints: [], allocatable: {}, ready: true, unschedulable: false, osImage: "" };
  test.each([
    ["In", "zone", ["a", "b"], true],
    ["In", "none", ["a"], false],
    ["NotIn", "zone", ["a"], false],
    ["NotIn", "none", ["a"], true],
    ["Exists", "zone", [], true],
    ["DoesNotExist", "zone", [], false],
    ["Gt", "size", ["3"], true],
    ["Lt", "size", ["3"], false],
    ["In", "metadata.name", ["n"], true],
    ["Near", "zone", ["a"], false],
  ])("%s %s %j: %s", (operator, key, values, expected) => {
    const here = (...nodeAffinity: NonNullable<ClusterVolume["nodeAffinity"]>) =>
      reaches({ nodeAffinity } as unknown as ClusterVolume, node);
    const one = { key, operator, values };
    expect(here([one])).toBe(expected);
    expect(here([one, { key: "zone", operator: "In", values: ["z"] }])).toBe(false);
    expect(here([one], [{ key: "zone", operator: "Exists", values: [] }])).toBe(true);
    expect(here([])).toBe(false);
  });
});

describe("a class whose volumes come filled is not known by its name", { tags: ["doctor-class-filled"] }, () => {
  const byClass = put("target.weights", { kind: "storage-class", storageClass: "nfs" });
  const added = (change: Partial<ClusterVolume>) => (snapshot: Snapshot) => {
    const [first] = readOf(snapshot.volumes);
    if (first) readOf(snapshot.volumes).push({ ...first, name: "made", storageClass: "nfs", ...change });
  };
  test("without a volume of it", () => expect(weightsOf(() => {}, byClass)).toMatchObject({ state: "undecided", cause: "filled" }));
  test("with one that is made already", () => expect(weightsOf(added({}), byClass).state).toBe("works"));
  test("with one that is too small, or of another mode, or taken", () => {
    for (const change of [{ capacity: "1Gi" }, { accessModes: ["ReadWriteOnce"] }, { claimedIn: "another" }])
      expect(weightsOf(added(change), byClass)).toMatchObject({ state: "undecided", cause: "filled" });
  });
  test("with one that the keep's claim has", () => {
    const bound = added({ phase: "Bound", claimedIn: serving, claim: claimOf(byClass) });
    expect(weightsOf(bound, byClass).state).toBe("works");
  });
});

describe("a claim of yours is bound, and serves every pod", { tags: ["doctor-claim-state"] }, () => {
  const own = put("target.weights", { kind: "claim", claim: "own" });
  const claim =
    (phase: string, ...accessModes: string[]) =>
    (snapshot: Snapshot) => {
      snapshot.claims = { read: [{ namespace: serving, name: "own", phase, accessModes }] };
    };
  test.each([
    ["works", claim("Bound", "ReadOnlyMany"), undefined],
    ["works", claim("Bound", "ReadWriteMany"), undefined],
    ["undecided", claim("Bound", "ReadWriteOnce"), "mode"],
    ["fails", claim("Bound", "ReadWriteOncePod"), "mode"],
    ["undecided", claim("Pending", "ReadOnlyMany"), "phase"],
    ["fails", claim("Lost", "ReadOnlyMany"), "phase"],
  ])("%s: %s", (state, change, cause) => {
    const found = weightsOf(change, own);
    expect([found.state, found.cause]).toEqual([state, cause]);
  });

  test("and its volume stays", () => {
    const bound = (snapshot: Snapshot) => {
      claim("Bound", "ReadOnlyMany")(snapshot);
      volume({ phase: "Bound", claimedIn: serving, claim: "own", reclaimPolicy: "Delete" })(snapshot);
    };
    expect(weightsOf(bound, own)).toMatchObject({ state: "fails", cause: "reclaim" });
  });
});
