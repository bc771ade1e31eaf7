import type { Report } from "../../model/report.ts";
import { code, longest, plainText, table } from "./text.ts";

export function releasePart({ release: { sentence, kit, program, rendering } }: Report): string[] {
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
          ["Object", "Change", "Field", "Here", "In the release"],
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

export function typesPart({ types }: Report): string[] {
  if (types === undefined) return [];
  return [
    "## Resource types",
    "",
    ...table(
      ["Type", "State", "Resources", "By, or reason"],
      types.rows.map(({ type, state, resources, by }) => [code(type), state, String(resources), plainText(by)]),
    ),
  ];
}

export function basisPart({ basis: { digests, issuers, limits } }: Report): string[] {
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
          ["Item", "Of", "SHA-256", "As in the release"],
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
