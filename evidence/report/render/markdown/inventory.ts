import type { ReportedModel } from "../../model/inventory.ts";
import type { Report } from "../../model/report.ts";
import { serverTitle } from "../../sections/model-servers.ts";
import { answersText, clientText, replicasText } from "../model-texts.ts";
import { code, items, plainText, table } from "./text.ts";

export function inventoryPart({ inventory: { images, models, versions, own } }: Report): string[] {
  return [
    ...(images.length === 0
      ? []
      : table(
          ["Image", "Release", "Run by"],
          images.map(({ reference, version, usedBy }) => [code(reference), plainText(version ?? "unknown"), plainText(usedBy.join(", "))]),
        )),
    ...models.flatMap((one) => modelPart(one, models.length > 1)),
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

function modelPart(one: ReportedModel, several: boolean): string[] {
  const { model, repository, license, lock, workload, hardware, clients } = one;
  return [
    ...(several ? [`### ${plainText(serverTitle(one))}`, ""] : []),
    ...items([
      `Model ${plainText(model)}, repository ${plainText(repository ?? "not known")}, licence ${plainText(license ?? "not known")}`,
      lock === null
        ? "Not locked yet: the loader serves nothing"
        : `Commit ${code(lock.commit)}, ${lock.files.length} files, ${lock.bytes} bytes`,
      `Answers clients: ${plainText(answersText(one))}`,
      workload === null
        ? "Nothing of this stack runs it"
        : `Runs as ${plainText(`${workload}, ${replicasText(one)}; a replica asks for ${hardware ?? "nothing"}`)}`,
      ...clients.map((client) => `Client ${plainText(clientText(client))}`),
    ]),
    ...(lock === null
      ? []
      : table(
          ["File", "Bytes", "SHA-256"],
          lock.files.map(({ path, size, sha256 }) => [code(path), String(size), code(sha256)]),
        )),
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
