import { badge } from "../../../../../html/badge.ts";
import { type Content, markup } from "../../../../../html/markup.ts";
import { code, details, list, paragraph, plural } from "../../../../../html/parts.ts";
import { table } from "../../../../../html/table.ts";
import type { Report } from "../../../model/report.ts";
import { typeStates } from "../../../model/resource-types.ts";

/** Digests of everything that determines what runs, with parts. */
export function digestsSection({ basis: { digests }, settings, subject }: Report): Content {
  const input = [
    ...(settings === null ? [] : [paragraph([code(settings.file), " ", code(settings.sha256), commit(settings.commit)])]),
    paragraph(["Resources: ", code(subject.fingerprint)]),
  ];
  if (digests.length === 0) return [...input, paragraph("This stack runs no pods.")];
  return [
    ...input,
    table({
      label: "Digests",
      caption:
        "SHA-256 of the front door's configuration, of each container's command, of scripts, and of the admission set. Equal digests in two reports mean equal content.",
      kind: "digests",
      columns: ["Item", "Of", "SHA-256", "As in the release", "Parts"],
      rows: digests.map(({ what, of, sha256, released, parts }) => [
        what,
        of,
        code(sha256),
        released === null ? "not compared" : released ? "yes" : badge("differs"),
        what === "command"
          ? details(plural(parts.length, "word"), list(parts.map(code), "plain"))
          : details(plural(parts.length, "part"), list(parts, "plain")),
      ]),
    }),
  ];
}

const commit = (of: NonNullable<Report["settings"]>["commit"]): string =>
  of === null ? ", not in a git repository" : `, commit ${of.id}${of.dirty ? ", modified since" : ""}`;

/** Issuers of the stack's identities. */
export function identitiesSection({ basis: { issuers } }: Report): Content {
  if (issuers.length === 0) return paragraph("No pod of this stack mounts a certificate or a secret.");
  return table({
    label: "Issuers",
    caption: "Each Secret that a pod mounts, its use, and who writes it: the writer of a CA Secret decides who is a client.",
    columns: ["Secret", "For", "Mounted by", "Written by"],
    rows: issuers.map(({ secret, use, usedBy, issuer }) => [secret, use, usedBy, issuer]),
  });
}

/** Every limit, with what enforces it. */
export function limitsSection({ basis: { limits } }: Report): Content {
  if (limits.length === 0) return paragraph("No limit is known.");
  return table({
    label: "Limits",
    caption: "Limits granted to a single client are not enforced yet: the front door and the model server limit all clients together.",
    columns: ["Limit", "Value", "Enforced by"],
    rows: limits.map(({ limit, value, enforcedBy }) => [limit, value, enforcedBy ?? badge("not enforced yet")]),
  });
}

/** The types of the stack's resources, unknown ones first. */
export function typesSection({ types }: Report): Content {
  if (types === undefined) return undefined;
  const sorted = types.rows.toSorted((a, b) => typeStates.indexOf(a.state) - typeStates.indexOf(b.state) || (a.type < b.type ? -1 : 1));
  return table({
    label: "Types",
    caption: markup`${types.judged} types are evaluated, ${types.harmless} are harmless, ${types.unknown} are unknown, ${types.forbidden} are refused by a rule, ${types.own} are the user's responsibility.`,
    columns: ["Type", "State", "Resources", "By, or reason"],
    rows: sorted.map(({ type, state, resources, by }) => [code(type), badge(state), resources, by]),
  });
}
