import type { ReportedPath, ReportedProof } from "../../model/proof.ts";
import type { Report } from "../../model/report.ts";
import { whereFrom } from "../whereabouts.ts";
import { code, items, plainText, table } from "./text.ts";

export function flowsPart({ flows: { parties, flows, unknown } }: Report): string[] {
  const name = (id: string) => {
    const party = parties.find((one) => one.id === id);
    if (party === undefined) return plainText(id);
    return plainText(party.zone === "clients" && party.addresses.length > 0 ? `${party.name}, ${whereFrom(party)}` : party.name);
  };
  if (flows.length === 0) return ["This stack has no network interfaces or pods.", ""];
  return [
    ...table(
      ["From", "To", "On", "Allowed by"],
      flows.map(({ from, to, on, by }) => [name(from), name(to), plainText(on), by.map(code).join(", ")]),
    ),
    ...(unknown.length > 0 ? ["Unknown, so a flow may be missing:", "", ...items(unknown.map(plainText))] : []),
  ];
}

export function principalsPart({ principals }: Report): string[] {
  if (principals.length === 0) return ["No resource names a principal.", ""];
  return table(
    ["Principal", "May", "Named by"],
    principals.map(({ principal, may, by }) => [code(principal), plainText(may), plainText(by)]),
  );
}

export function proofPart({
  id,
  claim,
  controls,
  status,
  assumptions,
  examined,
  allowed,
  counterexamples,
  unknown,
}: ReportedProof): string[] {
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
    ...section("Undecided because of missing information", unknown.map(plainText)),
    ...section("Assuming", assumptions.map(plainText)),
    ...section(
      "Open by design",
      allowed.map(({ says }) => plainText(says)),
    ),
  ];
}

export function pathPart(lead: string, { says, hops }: ReportedPath): string[] {
  const steps = hops.map(
    ({ name, property, why }, i) => `${i + 1}. ${plainText(name)}${property === null ? "" : ` ${code(property)}`}: ${plainText(why)}`,
  );
  return [`**${lead}${plainText(says)}**`, "", ...steps, ""];
}
