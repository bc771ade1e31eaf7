import { type Content, markup } from "../../../../../html/markup.ts";
import { bytes, code, details, list, none, paragraph, plural } from "../../../../../html/parts.ts";
import { table } from "../../../../../html/table.ts";
import type { ReportedModel } from "../../../model/inventory.ts";
import type { Report } from "../../../model/report.ts";
import { serverTitle } from "../../../sections/model-servers.ts";
import { answersText, clientText, replicasText } from "../../model-texts.ts";

/** Images, models with their weights, and versions, by digest where there is one, and what the project itself states of them. */
export function inventorySection({ inventory: { images, models, versions, own } }: Report): Content {
  return [
    markup`<h3>Images</h3>`,
    images.length === 0
      ? paragraph("This stack runs no containers.")
      : table({
          label: "Images",
          caption: "Container images as the workloads name them.",
          kind: "images",
          columns: ["Image", "Release", "Run by"],
          rows: images.map(({ reference, digest, version, versionFrom, usedBy }) => [
            [code(reference), digest === null ? " not by digest" : ""],
            version === null ? "unknown" : [version, markup`<br><span class="quiet">${versionFrom ?? ""}</span>`],
            list(usedBy, "plain"),
          ]),
        }),
    markup`<h3>${models.length > 1 ? "Models" : "Model"}</h3>`,
    models.length === 0 ? paragraph("This stack names no model.") : models.map((one) => modelPart(one, models.length > 1)),
    markup`<h3>Versions</h3>`,
    versions.length === 0
      ? paragraph("This stack pins no cluster, add-on or node image: the cluster owner manages them.")
      : table({
          label: "Versions",
          caption: "Versions that the stack pins, other than images.",
          columns: ["What", "Version", "Note"],
          rows: versions.map(({ name, version, note }) => [name, version ?? "not pinned", note]),
        }),
    own === undefined ? undefined : ownPart(own),
  ];
}

function ownPart({ file, sha256, entries }: NonNullable<Report["inventory"]["own"]>): Content {
  return [
    markup`<h3>Facts of the project's own</h3>`,
    paragraph([code(file), " ", code(sha256), " states them; the kit does not vouch for them."]),
    table({
      label: "Own facts",
      caption: "What this stack rests on in addition to the kit's catalog.",
      columns: ["What", "Name", "States", "Source", "Date"],
      rows: entries.map(({ kind, name, states, source, date }) => [kind, name, states, source, date]),
    }),
  ];
}

function modelPart(one: ReportedModel, several: boolean): Content {
  const { model, repository, license, lock, workload, hardware, clients } = one;
  const facts = [
    ["Model", model],
    ["Repository", repository ?? none],
    ["Licence", license ?? "unknown"],
    ["Commit", lock === null ? "not locked yet: the loader refuses them" : code(lock.commit)],
    ["Files", lock === null ? none : `${lock.files.length}, ${bytes(lock.bytes)}`],
    ["Answers clients", answersText(one)],
    ["Runs as", workload === null ? "nothing of this stack" : `${workload}, ${replicasText(one)}`],
    ["A replica asks for", hardware ?? none],
    ["Clients", clients.length === 0 ? none : list(clients.map(clientText), "plain")],
  ] as const;
  return [
    several ? markup`<h4>${serverTitle(one)}</h4>` : undefined,
    markup`<dl class="facts">${facts.map(([what, value]) => markup`<div><dt>${what}</dt><dd>${value}</dd></div>`)}</dl>\n`,
    lock === null
      ? undefined
      : details(
          `${plural(lock.files.length, "file")} of the lockfile`,
          table({
            label: several ? `Files of the weights of ${serverTitle(one)}` : "Files of the weights",
            caption: "Each file is checked against its SHA-256 before the server starts.",
            columns: ["File", "Size", "SHA-256"],
            rows: lock.files.map(({ path, size, sha256 }) => [code(path), bytes(size), code(sha256)]),
          }),
        ),
  ];
}
