import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { keepPhases } from "../../../charts/keep.ts";
import type { ClaimSource, KeepSpec } from "../../../charts/keep-spec.ts";
import { weightsClaim, weightsClaimName } from "../../../charts/weights/claim.ts";
import { claimGiB } from "../../../charts/weights/storage.ts";
import { chartTexts } from "../../../infra/kubernetes/chart-texts.ts";
import { claimSpec, smallLockfile, vaultSpec } from "./locked.ts";

const from = (source: ClaimSource, checkpointBytes: number | null = 9_100_000_000): KeepSpec => ({
  ...claimSpec,
  model: { ...claimSpec.model, checkpointBytes },
  weights: { kind: "claim", from: source },
});
const volume = from({ kind: "volume", volume: "weights", accessMode: "ReadOnlyMany" });
const storageClass = from({ kind: "storage-class", storageClass: "models", accessMode: "ReadWriteOnce" });
const claim = from({ kind: "claim", claim: "theirs" });
const specOf = (spec: KeepSpec) => weightsClaim(spec).map((object) => object["spec"]);

describe("the keep's own claim", () => {
  it("on a volume names it and no class, so that nothing is provisioned", { tags: ["claim-on-a-volume-without-class"] }, () => {
    expect(specOf(volume)).toEqual([
      { volumeName: "weights", storageClassName: "", accessModes: ["ReadOnlyMany"], resources: { requests: { storage: "1Mi" } } },
    ]);
  });

  it("of a storage class asks it for the size of the checkpoint and names no volume", () => {
    expect(specOf(storageClass)).toEqual([
      { storageClassName: "models", accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "10Gi" } } },
    ]);
  });

  it("is named for what it asks for, so that anything else is another claim beside it", { tags: ["claim-named-for-its-content"] }, () => {
    const named = [
      volume,
      storageClass,
      from({ kind: "volume", volume: "others", accessMode: "ReadOnlyMany" }),
      from({ kind: "volume", volume: "weights", accessMode: "ReadWriteOnce" }),
      from({ kind: "storage-class", storageClass: "others", accessMode: "ReadWriteOnce" }),
      from({ kind: "storage-class", storageClass: "models", accessMode: "ReadWriteOnce" }, 70e9),
    ].map((spec) => weightsClaim(spec)[0]?.metadata.name);
    expect(new Set(named).size).toBe(named.length);
    expect(named).toEqual(named.map(() => expect.stringMatching(/^weights-[0-9a-f]{10}$/)));
  });

  it("stays on a volume whatever the model is", () => {
    const name = (bytes: number) =>
      weightsClaim(from({ kind: "volume", volume: "weights", accessMode: "ReadOnlyMany" }, bytes))[0]?.metadata.name;
    expect(name(70e9)).toBe(name(1e9));
  });
});

test("neither somebody else's claim nor a vault is claimed", { tags: ["only-own-claims-claimed"] }, () => {
  expect([weightsClaim(claim), weightsClaim(vaultSpec)]).toEqual([[], []]);
  expect(weightsClaimName(claim, { kind: "claim", claim: "theirs" })).toBe("theirs");
});

test.each([
  ["volume", volume],
  ["storage class", storageClass],
  ["claim", claim],
])("the pod mounts the claim of a %s read-only, and what is claimed is there before it", (_, spec) => {
  const placed = keepPhases([spec], chartTexts()).flatMap(({ objects }, phase) => objects.map((object) => ({ object, phase })));
  const [deployment] = placed.flatMap(({ object, phase }) => (object.kind === "Deployment" ? [{ spec: object.spec, phase }] : []));
  const made = placed.filter(({ object }) => object.kind === "PersistentVolumeClaim");
  const mounted = deployment!.spec!.template.spec!.volumes!.flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim ?? []);
  expect(mounted).toEqual([{ claimName: made[0]?.object.metadata.name ?? "theirs", readOnly: true }]);
  expect(made).toHaveLength(spec === claim ? 0 : 1);
  for (const { phase } of made) expect(phase).toBeLessThan(deployment!.phase);
});

describe("the size that a storage class is asked for", () => {
  const size = (checkpointBytes: number | null, lockfile = smallLockfile) =>
    claimGiB({ model: { ...claimSpec.model, checkpointBytes, lockfile } });

  it("is that of the catalog or the lockfile, whichever is more, with a tenth on top and up to the next ten GiB", () => {
    expect(size(65_527_752_704)).toBe(70);
    expect(size(null)).toBe(10);
    expect(size(20 * 2 ** 30)).toBe(30);
    const large = { ...smallLockfile, files: smallLockfile.files.map((file) => ({ ...file, size: 10 * 2 ** 30 })) };
    expect(size(1e9, large)).toBe(50);
  });

  it("holds any checkpoint, and no more than a tenth and a step beyond it", { tags: ["claim-size-holds-checkpoint"] }, () => {
    fc.assert(
      fc.property(fc.integer({ min: smallLockfile.files[1]!.size * 2, max: 2e12 }), (bytes) => {
        const gib = bytes / 2 ** 30;
        expect(size(bytes)).toBeGreaterThanOrEqual(gib * 1.1);
        expect(size(bytes)).toBeLessThan(gib * 1.1 + 10);
      }),
    );
  });

  it("is that of the largest checkpoint where nobody knows", () => {
    expect(claimGiB({ model: { ...claimSpec.model, checkpointBytes: null, lockfile: undefined } })).toBeGreaterThan(900);
  });
});
