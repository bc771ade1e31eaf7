import type { PreviewResource } from "../../../engine/preview.ts";
import { sha256 } from "../../release/program-files.ts";
import type { Evidence } from "../evidence.ts";
import type { ReportedDigest } from "../model/basis.ts";
import { isFrontDoorText } from "./front-door-texts.ts";
import { containersOf } from "./workloads.ts";

/** Digests of everything that determines what runs: the front door's configuration, every command, the scripts, and the admission set. */
export function digestsOf({ preview: { resources }, rendering, differences }: Evidence): ReportedDigest[] {
  const changed = new Set(differences.flatMap(({ resource }) => (resource ? [resource.urn] : [])));
  const released = (...some: readonly PreviewResource[]) => (rendering === "rendered" ? some.every(({ urn }) => !changed.has(urn)) : null);
  const maps = resources.filter(({ type }) => type === "kubernetes:core/v1:ConfigMap").map((map) => ({ map, data: dataOf(map) }));
  const named = ({ name }: PreviewResource) => `ConfigMap ${name}`;
  const doors = maps.filter(({ data }) => Object.values(data).some(isFrontDoorText));
  const scripts = maps.filter(({ data }) => Object.keys(data).some((file) => file.endsWith(".py")));
  const admission = resources.filter(({ type }) => type.startsWith("kubernetes:admissionregistration.k8s.io/"));
  const missing = differences.some(({ how, type }) => how === "missing" && type.startsWith("kubernetes:admissionregistration.k8s.io/"));
  return [
    ...doors.map(
      ({ map, data }): ReportedDigest => ({
        what: "front door",
        of: named(map),
        sha256: sha256(canonical(data)),
        released: released(map),
        parts: Object.keys(data).sort(),
      }),
    ),
    ...resources.flatMap((workload) =>
      containersOf([workload]).map(
        (container): ReportedDigest => ({
          what: "command",
          of: `${container.workload}: ${container.name}`,
          sha256: sha256(JSON.stringify(container.arguments)),
          released: released(workload),
          parts: [...container.arguments],
        }),
      ),
    ),
    ...scripts.map(
      ({ map, data }): ReportedDigest => ({
        what: "scripts",
        of: named(map),
        sha256: sha256(canonical(data)),
        released: released(map),
        parts: Object.keys(data).sort(),
      }),
    ),
    ...(admission.length === 0
      ? []
      : [
          {
            what: "admission set" as const,
            of: `${admission.length} objects`,
            sha256: sha256(canonical(admission.map(({ inputs }) => canonical(inputs)).sort())),
            released: released(...admission) === true ? !missing : released(...admission),
            parts: admission.map(({ type, name }) => `${type.split(":").at(-1)} ${name}`).sort(),
          },
        ]),
  ];
}

const dataOf = ({ inputs }: PreviewResource): Readonly<Record<string, unknown>> => ({
  ...(inputs["data"] as object | undefined),
  ...(inputs["binaryData"] as object | undefined),
});

/** JSON with sorted keys, so that only the content counts. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
