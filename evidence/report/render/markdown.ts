import { controlStates } from "../model/control.ts";
import type { ReportedPath, ReportedProof } from "../model/proof.ts";
import type { Report } from "../model/report.ts";
import { restsOn } from "./rests-on.ts";
import { whereFrom } from "./whereabouts.ts";

/** Text that stays text in Markdown, in a table's cell as well. */
export const plainText = (text: string): string => text.replace(/[\\`*_{}[\]<>#|~]/g, (character) => `\\${character}`).replace(/\s+/g, " ");

/** Code; a backtick in it would end it. */
const code = (text: string): string => `\`${text.replace(/`/g, "'").replace(/\|/g, "\\|")}\``;

const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [row(columns), row(columns.map(() => "---")), ...rows.map(row), ""];
}

/** Longest text of a value, in characters; the JSON has all of it. */
const longest = 200;

const items = (lines: readonly string[]) => [...lines.map((line) => `- ${line}`), ""];

/** The report for a pull request or a wiki: the same verdict and tables, without the drawing. */
export function markdownReport(report: Report): string {
  const { subject, verdict, counts, asOf, release } = report;
  const lines = [
    `# Security evidence: ${plainText(subject.stack)} of ${plainText(subject.project)}`,
    "",
    `**${verdict.state}.** ${plainText(verdict.sentence)}`,
    "",
    ...table(
      ["Rests on", ""],
      restsOn(report).map(({ title, lines: said }) => [plainText(title), plainText(said.join(" "))]),
    ),
    ...verdict.steps.map((step, i) => `${i + 1}. ${plainText(step)}`),
    "",
    `Proofs: ${counted(counts.proofs)}. Controls: ${counted(Object.fromEntries([...controlStates].reverse().map((state) => [state, counts.controls[state] ?? 0])))}. Rules: ${counted(counts.rules)}.`,
    "",
    `Target: ${subject.target}; model: ${plainText(subject.model ?? "none")}; ${subject.resources} resources; fingerprint ${code(subject.fingerprint.slice(0, 16))}; as of ${asOf}; kit ${plainText(release.kit.version ?? "of no version")}.`,
    "",
    ...table(["Decision", "Name", "Date", "Signature"], [[" ", " ", " ", " "]]),
    "## Release",
    "",
    ...releasePart(report),
    ...typesPart(report),
    "## Who issues identities, digests, limits",
    "",
    ...basisPart(report),
    "## Who reaches whom",
    "",
    ...flowsPart(report),
    "## Proofs",
    "",
    ...report.proofs.flatMap(proofPart),
    "## Who is named",
    "",
    ...principalsPart(report),
    "## Findings",
    "",
    ...findingsPart(report),
    "## Waivers",
    "",
    ...waiversPart(report),
    "## Open risks that this kit cannot close",
    "",
    ...items(report.risks.map(({ title, text }) => `**${plainText(title)}.** ${plainText(text)}`)),
    "## Controls",
    "",
    ...controlsPart(report),
    "## Frameworks",
    "",
    ...report.frameworks.flatMap(({ title, entries }) => [
      `### ${plainText(title)}`,
      "",
      ...table(
        ["Id", "State", "Controls", "Rules"],
        entries.map(({ id, state, controls, rules, basis }) => [
          plainText(id),
          state,
          controls.join(", "),
          basis === "rules" ? rules.map(code).join(", ") : "none of its own",
        ]),
      ),
    ]),
    "## What runs",
    "",
    ...inventoryPart(report),
    "## Advisories",
    "",
    ...advisoriesPart(report),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

const counted = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .map(([what, count]) => `${count} ${what}`)
    .join(", ");

function releasePart({ release: { sentence, kit, program, rendering } }: Report): string[] {
  const files = [...kit.differing, ...(program?.differing ?? [])];
  const text = (value: string | null) =>
    value === null ? "nothing" : code(value.length > longest ? `${value.slice(0, longest)}…` : value);
  return [
    `${plainText(sentence)} ${plainText(rendering.sentence)}${kit.digest === null ? "" : ` Digest of the release: ${code(kit.digest)}.`}`,
    "",
    ...(files.length === 0
      ? []
      : table(
          ["File", "How"],
          files.map(({ path, how }) => [code(path), how]),
        )),
    ...(rendering.differences.length === 0
      ? []
      : table(
          ["Object", "How", "Place", "Here", "In the release"],
          rendering.differences.flatMap(({ how, type, name, places }) =>
            places.length === 0
              ? [[`${plainText(name)} ${code(type)}`, how, "", "", ""]]
              : places.map(({ path, here, rendered, hidden }) => [
                  `${plainText(name)} ${code(type)}`,
                  hidden ? "hidden" : how,
                  code(path),
                  text(here),
                  text(rendered),
                ]),
          ),
        )),
  ];
}

function typesPart({ types }: Report): string[] {
  if (types === undefined) return [];
  return [
    "## Types of resources",
    "",
    ...table(
      ["Type", "State", "Resources", "By, or why"],
      types.rows.map(({ type, state, resources, by }) => [code(type), state, String(resources), plainText(by)]),
    ),
  ];
}

function basisPart({ basis: { digests, issuers, limits } }: Report): string[] {
  return [
    ...(issuers.length === 0
      ? ["No pod of this stack mounts a certificate or a secret.", ""]
      : table(
          ["Secret", "For", "Mounted by", "Written by"],
          issuers.map(({ secret, use, usedBy, issuer }) => [secret, use, usedBy, issuer].map(plainText)),
        )),
    ...(digests.length === 0
      ? []
      : table(
          ["What", "Of", "SHA-256", "The release's"],
          digests.map(({ what, of, sha256, released }) => [
            what,
            plainText(of),
            code(sha256),
            released === null ? "not compared" : released ? "yes" : "no",
          ]),
        )),
    ...(limits.length === 0
      ? []
      : table(
          ["Limit", "Value", "Enforced by"],
          limits.map(({ limit, value, enforcedBy }) => [plainText(limit), plainText(value), plainText(enforcedBy ?? "not enforced yet")]),
        )),
  ];
}

function flowsPart({ flows: { parties, flows, unknown } }: Report): string[] {
  const name = (id: string) => {
    const party = parties.find((one) => one.id === id);
    if (party === undefined) return plainText(id);
    return plainText(party.zone === "clients" && party.addresses.length > 0 ? `${party.name}, ${whereFrom(party)}` : party.name);
  };
  if (flows.length === 0) return ["Nothing of this stack has a network interface or a pod.", ""];
  return [
    ...table(
      ["From", "To", "On", "Allowed by"],
      flows.map(({ from, to, on, by }) => [name(from), name(to), plainText(on), by.map(code).join(", ")]),
    ),
    ...(unknown.length > 0 ? ["Not known, so that a flow may be missing:", "", ...items(unknown.map(plainText))] : []),
  ];
}

function principalsPart({ principals }: Report): string[] {
  if (principals.length === 0) return ["No resource names anybody.", ""];
  return table(
    ["Principal", "May", "Named by"],
    principals.map(({ principal, may, by }) => [code(principal), plainText(may), plainText(by)]),
  );
}

function proofPart({ id, claim, controls, status, assumptions, examined, allowed, counterexamples, unknown }: ReportedProof): string[] {
  const about = [
    controls.length > 0 ? `shows ${controls.join(", ")}` : "",
    examined.length > 0 ? `examined ${examined.join(", ")}` : "",
  ].filter(Boolean);
  const section = (title: string, lines: readonly string[]) => (lines.length === 0 ? [] : [`${title}:`, "", ...items(lines)]);
  return [
    `### ${status}: ${plainText(claim)}`,
    "",
    `${code(id)}${about.length > 0 ? `; ${about.join("; ")}` : ""}`,
    "",
    ...counterexamples.flatMap((path) => pathPart("Open: ", path)),
    ...section("Cannot be said until this is known", unknown.map(plainText)),
    ...section("Assuming", assumptions.map(plainText)),
    ...section(
      "Open and within the claim",
      allowed.map(({ says }) => plainText(says)),
    ),
  ];
}

function pathPart(lead: string, { says, hops }: ReportedPath): string[] {
  const steps = hops.map(
    ({ name, property, why }, i) => `${i + 1}. ${plainText(name)}${property === null ? "" : ` ${code(property)}`}: ${plainText(why)}`,
  );
  return [`**${lead}${plainText(says)}**`, "", ...steps, ""];
}

function findingsPart({ findings }: Report): string[] {
  if (findings.length === 0) return ["No rule found anything.", ""];
  return table(
    ["Rule", "State", "Severity", "Resource", "What is wrong"],
    findings.map(({ rule, kind, enforcement, severity, resource, path, message, because }) => [
      code(rule),
      kind === "violation" ? `${kind}, ${enforcement}` : kind,
      severity,
      `${plainText(resource)}${path === "" ? "" : ` ${code(path)}`}`,
      `${plainText(message)}${because.length > 0 ? `; unknown: ${plainText(because.join(", "))}` : ""}`,
    ]),
  );
}

function waiversPart({ waivers }: Report): string[] {
  if (waivers.length === 0) return ["No rule is waived.", ""];
  return table(
    ["Rule", "Resource", "State", "Reason", "Signed by", "Last day"],
    waivers.map(({ rule, resource, state, reason, owner, expires }) => [
      code(rule),
      plainText(resource),
      state,
      plainText(reason),
      plainText(owner),
      expires,
    ]),
  );
}

function controlsPart({ controls, rules }: Report): string[] {
  const judging = new Set(rules.filter(({ outcome }) => outcome !== "nothing to judge").map(({ name }) => name));
  return table(
    ["Control", "State", "For a database", "Here", "Why", "Rules", "Proofs", "Tests"],
    controls.map((control) => [
      control.id,
      control.state,
      plainText(control.database),
      plainText(control.model),
      plainText(control.reason),
      String(control.rules.filter((name) => judging.has(name)).length),
      control.proofs.map(code).join(", ") || "none",
      String(control.tests.length),
    ]),
  );
}

function inventoryPart({ inventory: { images, weights, versions } }: Report): string[] {
  return [
    ...(images.length === 0
      ? []
      : table(
          ["Image", "Release", "Run by"],
          images.map(({ reference, version, usedBy }) => [
            code(reference),
            plainText(version ?? "not known"),
            plainText(usedBy.join(", ")),
          ]),
        )),
    ...(weights === null
      ? []
      : items([
          `Model ${plainText(weights.model)}, repository ${plainText(weights.repository ?? "not known")}, licence ${plainText(weights.license ?? "not known")}`,
          weights.lock === null
            ? "Not locked yet: the loader serves nothing"
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
  ];
}

function advisoriesPart({ advisories: { product, version, floor, entries, source, date } }: Report): string[] {
  const open = entries.filter(({ state }) => state !== "not concerned");
  return [
    `${product} ${plainText(version ?? "of an unknown release")}; lowest release accepted: ${floor}. ${entries.length - open.length} of ${entries.length} known advisories do not concern it. Read on ${date}: ${plainText(source)}.`,
    "",
    ...table(
      ["Ids", "State", "What", "By a client", "Stands against it here"],
      open.map(({ ids, state, summary, reason, reachableFromClient, mitigations }) => [
        plainText(ids.join(", ")),
        state,
        `${plainText(summary)}; ${plainText(reason)}`,
        reachableFromClient === null ? "not known" : reachableFromClient ? "yes" : "no",
        mitigations.length > 0 ? plainText(mitigations.join("; ")) : "nothing known",
      ]),
    ),
  ];
}
