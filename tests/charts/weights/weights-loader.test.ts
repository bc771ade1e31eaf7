import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { KeepSpec } from "../../../charts/keep-spec.ts";
import { loaderFiles } from "../../../charts/weights/loader-files.ts";
import { parseLockfile } from "../../../charts/weights/lockfile.ts";
import { servedFolder, serverWeightsMount } from "../../../charts/weights/paths.ts";
import { weightsGiB } from "../../../charts/weights/storage.ts";
import { weightsLoader } from "../../../charts/weights/weights-loader.ts";
import { claimSpec, smallLockfile, vaultSpec } from "./locked.ts";
import { loaderFolder, loaderScripts } from "./scripts.ts";

interface Container {
  command: string[];
  args: string[];
  image: string;
  env?: unknown;
  envFrom?: unknown;
  resources: { requests: Record<string, string>; limits: Record<string, string> };
  securityContext: Record<string, unknown>;
  volumeMounts: { name: string; mountPath: string; readOnly?: boolean }[];
}
const containerOf = (spec: KeepSpec) => weightsLoader(spec, loaderScripts).initContainer as unknown as Container;
const both = [
  ["vault", vaultSpec],
  ["claim", claimSpec],
] as const;

describe.each(both)("the loader's container (%s)", (_, spec) => {
  const container = containerOf(spec);

  it("is as confined as the server", { tags: ["loader-confined-as-server"] }, () => {
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      runAsUser: 2000,
      runAsGroup: 2000,
      seccompProfile: { type: "RuntimeDefault" },
    });
  });

  it("writes to the weights and to nothing else", { tags: ["loader-writes-weights-alone"] }, () => {
    expect(container.volumeMounts.filter(({ readOnly }) => readOnly !== true).map(({ name }) => name)).toEqual(["weights"]);
  });

  it("mounts every volume it has, and has every volume it mounts", () => {
    const { volumes } = weightsLoader(spec, loaderScripts);
    expect(container.volumeMounts.map(({ name }) => name).sort()).toEqual(volumes.map(({ name }) => name as string).sort());
  });

  it("runs the server's image with Python alone, and takes nothing from the environment", { tags: ["loader-runs-python-alone"] }, () => {
    expect(container.image).toBe(spec.images.server);
    expect(container.command).toEqual(["python3", "-I", "-S", "-B", "/opt/modelkeep/weights/loader.py"]);
    expect(container.env ?? container.envFrom).toBeUndefined();
  });

  it("asks for what it may use: cores, memory, and storage for the whole checkpoint", () => {
    expect(container.resources.requests).toEqual({ cpu: "16", memory: "1Gi", "ephemeral-storage": `${weightsGiB(spec)}Gi` });
    expect(container.resources.limits).toEqual(container.resources.requests);
  });
});

describe("the loader's arguments", () => {
  const value = (spec: KeepSpec, flag: string) => {
    const { args } = containerOf(spec);
    return args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined;
  };

  it("name the model, the storage and one source", () => {
    expect([value(vaultSpec, "--model"), value(vaultSpec, "--storage")]).toEqual(["tiny", "/weights"]);
    expect(["--bucket", "--region", "--claim"].map((flag) => value(vaultSpec, flag))).toEqual(["team-a-vault", "eu-central-1", undefined]);
    expect(["--bucket", "--region", "--claim"].map((flag) => value(claimSpec, flag))).toEqual([undefined, undefined, "/claim"]);
  });

  it("hash on no more cores than the pod has", () => {
    const cores = (vcpus: number) => {
      const spec = { ...vaultSpec, hardware: { ...vaultSpec.hardware, vcpus } };
      return [value(spec, "--cores"), containerOf(spec).resources.limits["cpu"]];
    };
    expect([0.5, 1, 3.7, 190].map(cores)).toEqual([
      ["1", "0.5"],
      ["1", "1"],
      ["3", "3"],
      ["16", "16"],
    ]);
  });

  it("hold the digest of the lockfile, so that another one is another pod", { tags: ["loader-pinned-to-lockfile"] }, () => {
    const changed = { ...smallLockfile, files: smallLockfile.files.map((file) => ({ ...file, sha256: "e".repeat(64) })) };
    const other = { ...vaultSpec, model: { ...vaultSpec.model, lockfile: changed } };
    expect(value(vaultSpec, "--lockfile-sha256")).toMatch(/^[0-9a-f]{64}$/);
    expect(value(other, "--lockfile-sha256")).not.toBe(value(vaultSpec, "--lockfile-sha256"));
  });
});

describe("the loader's volumes", () => {
  it("hold the weights on the node, as large as the lockfile says", { tags: ["weights-volume-sized-by-lockfile"] }, () => {
    const weights = weightsLoader(vaultSpec, loaderScripts).volumes.find(({ name }) => name === "weights");
    // 9,009,000,700 bytes are 8.39 GiB; a hundredth more, rounded up, and one.
    expect(weights).toEqual({ name: "weights", emptyDir: { sizeLimit: "10Gi" } });
  });

  it("mount a claim read-only", { tags: ["loader-mounts-claim-read-only"] }, () => {
    const claims = (spec: KeepSpec) => weightsLoader(spec, loaderScripts).volumes.filter((volume) => "persistentVolumeClaim" in volume);
    expect(claims(claimSpec)).toEqual([{ name: "weights-claim", persistentVolumeClaim: { claimName: "checkpoints", readOnly: true } }]);
    expect(containerOf(claimSpec).volumeMounts.find(({ name }) => name === "weights-claim")?.readOnly).toBe(true);
    expect(claims(vaultSpec)).toEqual([]);
  });

  it("are read-only in the server, which loads the folder that appears last", { tags: ["loader-volumes-read-only-in-server"] }, () => {
    expect(serverWeightsMount).toEqual({ name: "weights", mountPath: "/weights", readOnly: true });
    expect(servedFolder).toBe("/weights/checkpoint");
    expect(loaderScripts["loader.py"]).toContain('SERVED = "checkpoint"');
  });
});

describe("the loader's ConfigMaps", () => {
  it("cannot be changed, are named for their content, and are what the volumes mount", { tags: ["loader-config-maps-immutable"] }, () => {
    const { objects, volumes } = weightsLoader(vaultSpec, loaderScripts);
    expect(objects.map(({ metadata, ...rest }) => [metadata.namespace, rest["immutable"]])).toEqual([
      ["modelkeep-team-a-serving", true],
      ["modelkeep-team-a-serving", true],
    ]);
    const mounted = volumes.flatMap((volume) => ("configMap" in volume ? [(volume["configMap"] as { name: string }).name] : []));
    expect(mounted).toEqual(objects.map(({ metadata }) => metadata.name));
    const other = weightsLoader(vaultSpec, { ...loaderScripts, "bring.py": "# other" });
    expect(other.objects.map(({ metadata }) => metadata.name)[0]).toBe(mounted[0]);
    expect(other.objects.map(({ metadata }) => metadata.name)[1]).not.toBe(mounted[1]);
  });

  it("hold the lockfile in an order that does not depend on how it was written", () => {
    const text = (lockfile: typeof smallLockfile) => {
      const [map] = weightsLoader({ ...vaultSpec, model: { ...vaultSpec.model, lockfile } }, loaderScripts).objects;
      return (map as { data?: Record<string, string> } | undefined)?.data?.["lockfile.json"];
    };
    expect(text({ ...smallLockfile, files: [...smallLockfile.files].reverse() })).toBe(text(smallLockfile));
    expect(parseLockfile(text(smallLockfile) ?? "", "tiny")).toEqual(smallLockfile);
  });

  it("hold every file of the loader", () => {
    expect(
      readdirSync(loaderFolder)
        .filter((name) => name.endsWith(".py"))
        .sort(),
    ).toEqual([...loaderFiles]);
    expect(Object.keys(weightsLoader(vaultSpec, loaderScripts).objects[1]?.["data"] as object)).toEqual([...loaderFiles]);
  });

  it("hold no lockfile where none is published: the preview stands, and the loader will refuse", () => {
    const model = { ...vaultSpec.model, lockfile: undefined };
    const { objects, volumes } = weightsLoader({ ...vaultSpec, model }, loaderScripts);
    expect(objects[0]?.["data"]).toEqual({});
    expect(volumes[0]).toEqual({ name: "weights", emptyDir: { sizeLimit: "10Gi" } });
    expect(weightsGiB({ model: { ...model, checkpointBytes: null } })).toBe(1);
  });
});

describe("the chart refuses", () => {
  it("a lockfile of another model", { tags: ["loader-refuses-other-lockfile"] }, () => {
    const model = { ...vaultSpec.model, name: "other" };
    expect(() => weightsLoader({ ...vaultSpec, model }, loaderScripts)).toThrow('the weights lockfile is of "tiny"; expected "other"');
  });

  it("a lockfile that no ConfigMap can carry", () => {
    const files = Array.from({ length: 9000 }, (_, i) => ({ path: `model-${i}.safetensors`, size: 1, sha256: "a".repeat(64) }));
    const model = { ...vaultSpec.model, lockfile: { ...smallLockfile, files } };
    expect(() => weightsLoader({ ...vaultSpec, model }, loaderScripts)).toThrow("expected at most 1000000");
  });

  it("a loader with a file missing", () => {
    expect(() => weightsLoader(vaultSpec, { ...loaderScripts, "folder.py": "" })).toThrow("no text of folder.py");
  });
});
