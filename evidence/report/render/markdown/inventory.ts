import type { Report } from "../../model/report.ts";
import { code, items, plainText, table } from "./text.ts";

export function inventoryPart({ inventory: { images, weights, versions, own } }: Report): string[] {
  return [
    ...(images.length === 0
      ? []
      : table(
          ["Image", "Release", "Run by"],
          images.map(({ reference, version, usedBy }) => [code(reference), plainText(version ?? "unknown"), plainText(usedBy.join(", "))]),
        )),
    ...(weights === null
      ? []
      : items([
          `Model ${plainText(weights.model)}, repository ${plainText(weights.repository ?? "unknown")}, licence ${plainText(weights.license ?? "unknown")}`,
          weights.lock === null
            ? "Not locked yet: the loader refuses them"
            : `Commit ${code(weights.lock.commit)}, ${weights.lock.files.length} files, ${weights.lock.bytes} bytes`,
        ])),
    ...(weights?.lock
      ? table(
          ["File", "Bytes", "SHA-256"],
          weights.lock.files.map(({ path, size, sha256 }) => [code(path), String(size), code(sha256)]),
        )
      : []),
    ...(versions.length === 0
      ? []
      : table(
          ["What", "Version", "Note"],
          versions.map(({ name, version, note }) => [plainText(name), plainText(version ?? "not pinned"), plainText(note)]),
        )),
    ...(own === undefined
      ? []
      : [
          ...items([`Facts of the project's own, for which the kit does not vouch: ${code(own.file)} ${code(own.sha256)}`]),
          ...table(
            ["What", "Name", "States", "Source", "Date"],
            own.entries.map(({ kind, name, states, source, date }) => [kind, plainText(name), plainText(states), plainText(source), date]),
          ),
        ]),
  ];
}

export function advisoriesPart({ advisories: { product, version, floor, entries, source, date } }: Report): string[] {
  const open = entries.filter(({ state }) => state !== "not concerned");
  return [
    `${product} ${plainText(version ?? "(unknown release)")}; lowest accepted release: ${floor}. ${entries.length - open.length} of ${entries.length} known advisories do not affect it. Read on ${date}: ${plainText(source)}.`,
    "",
    ...table(
      ["Ids", "State", "Summary", "By a client", "Mitigations here"],
      open.map(({ ids, state, summary, reason, reachableFromClient, mitigations }) => [
        plainText(ids.join(", ")),
        state,
        `${plainText(summary)}; ${plainText(reason)}`,
        reachableFromClient === null ? "unknown" : reachableFromClient ? "yes" : "no",
        mitigations.length > 0 ? plainText(mitigations.join("; ")) : "none known",
      ]),
    ),
  ];
}
