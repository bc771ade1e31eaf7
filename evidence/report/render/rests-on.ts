import type { Report } from "../model/report.ts";

/** One thing that a verdict rests on. */
export interface Ground {
  title: string;
  /** Sentences or parts of one, each short. */
  lines: readonly string[];
  /** Section of the annex that has the whole of it. */
  section: string;
  /** Whether a signer has to look at it before anything else. */
  attention: boolean;
}

/** Most names that stand on the first page; the annex has all. */
const named = 4;

/** Characters of a digest on the first page. */
export const shortDigest = (digest: string): string => digest.slice(0, 16);

/** What the verdict of a report rests on, for the first page of every format, what a signer asks first before the rest. */
export function restsOn(report: Report): Ground[] {
  return [
    release(report),
    ...types(report),
    issuers(report),
    digests(report),
    limits(report),
    settings(report),
    ...own(report),
    waivers(report),
    risks(report),
  ];
}

function release({ release: { sentence, kit, program, rendering } }: Report): Ground {
  const digest = kit.digest === null ? [] : [`Digest of the release: ${shortDigest(kit.digest)}.`];
  const clean = kit.state === "unmodified" && (program === null || program.state === "unmodified") && rendering.state === "as rendered";
  return { title: "Release", lines: [sentence, rendering.sentence, ...digest], section: "release", attention: !clean };
}

function types({ types: found }: Report): Ground[] {
  if (found === undefined) return [];
  const unknown = found.rows.filter(({ state }) => state === "unknown").map(({ type }) => type);
  const refused = found.forbidden > 0 ? `, ${found.forbidden} refused` : "";
  const counts = `${found.judged} judged, ${found.harmless} harmless, ${found.unknown} unknown, ${found.own} of the user's own${refused}.`;
  const names = unknown.length === 0 ? [] : [`Nothing here judges ${clipped(unknown)}.`];
  const attention = found.unknown + found.forbidden + found.own > 0;
  return [{ title: "Types of resources", lines: [counts, ...names], section: "types", attention }];
}

function issuers({ basis }: Report): Ground {
  const byUse = Map.groupBy(basis.issuers, ({ use }) => use);
  const lines = [...byUse].map(([use, rows]) => `${capital(use)}: ${[...new Set(rows.map(({ issuer }) => issuer))].join("; ")}.`);
  return {
    title: "Identities are issued by",
    lines: lines.length > 0 ? lines : ["No pod of this stack mounts a certificate or a secret."],
    section: "identities",
    attention: false,
  };
}

function digests({ basis }: Report): Ground {
  const of = (what: Report["basis"]["digests"][number]["what"]) => basis.digests.filter((one) => one.what === what);
  const line = (title: string, found: readonly { of: string; sha256: string }[], name: (of: string) => string) =>
    found.length === 0
      ? []
      : [`${title}: ${[...new Set(found.map((one) => `${name(one.of)} ${shortDigest(one.sha256)}`.trim()))].join(", ")}.`];
  const doors = of("front door");
  const lines = [
    ...line("Front door", doors, (text) => (doors.length > 1 ? text.replace(/^.*\//, "") : "")),
    ...line("Commands", of("command"), (text) =>
      doors.length > 1 ? text.replace(/^.*\//, "").replace(": ", "/") : text.replace(/^.*: /, ""),
    ),
    ...line("Scripts", of("scripts"), (text) => text.replace(/^.*\//, "")),
    ...line("Admission set", of("admission set"), (text) => `${text},`),
  ];
  const other = basis.digests.filter(({ released }) => released === false).length;
  return {
    title: "Digests of what runs",
    lines:
      lines.length > 0
        ? [...lines, ...(other > 0 ? [`${other} of them are not the release's.`] : [])]
        : ["Nothing of this stack runs in a pod."],
    section: "digests",
    attention: other > 0,
  };
}

function limits({ basis }: Report): Ground {
  const open = basis.limits.filter(({ enforcedBy }) => enforcedBy === null).map(({ limit }) => limit);
  const held = Map.groupBy(
    basis.limits.filter(({ enforcedBy }) => enforcedBy !== null),
    ({ enforcedBy }) => enforcedBy!.replace(/ \(.*/, ""),
  );
  const lines = [
    ...(open.length > 0 ? [`Not enforced yet: ${open.join("; ")}.`] : []),
    ...[...held].map(([by, all]) => `By ${by}: ${all.map(({ limit, value }) => `${limit}: ${value}`).join("; ")}.`),
  ];
  return { title: "Limits", lines: lines.length > 0 ? lines : ["None is known."], section: "limits", attention: open.length > 0 };
}

function settings({ settings: from, subject }: Report): Ground {
  const resources = `Resources: ${shortDigest(subject.fingerprint)}.`;
  if (from === null) return { title: "Input", lines: [resources], section: "digests", attention: false };
  const { file, sha256, commit } = from;
  const of =
    commit === null
      ? "of no commit: it is not under git"
      : commit.dirty
        ? `not as commit ${commit.id.slice(0, 12)} has it: it was changed since`
        : `of commit ${commit.id.slice(0, 12)}`;
  return {
    title: "Input",
    lines: [`${file} ${shortDigest(sha256)}, ${of}.`, resources],
    section: "digests",
    attention: commit === null || commit.dirty,
  };
}

/** What the company states itself is for whoever signs to believe. */
function own({ inventory: { own: stated } }: Report): Ground[] {
  if (stated === undefined) return [];
  const lines = stated.entries.map(({ kind, name, source, date }) => `${capital(kind)} ${name}: ${source}, ${date}.`);
  const more = lines.length > named ? [`And ${lines.length - named} more.`] : [];
  return [
    {
      title: "Facts of the project's own",
      lines: [`${stated.file} ${shortDigest(stated.sha256)}.`, ...lines.slice(0, named), ...more],
      section: "inventory",
      attention: true,
    },
  ];
}

function waivers({ waivers: all }: Report): Ground {
  const lines = all.map(({ rule, resource, owner, expires, state }) => `${rule} for ${resource}: ${state}, by ${owner}, to ${expires}.`);
  const more = lines.length > named ? [`And ${lines.length - named} more.`] : [];
  return {
    title: "Waivers",
    lines: lines.length > 0 ? [...lines.slice(0, named), ...more] : ["None."],
    section: "waivers",
    attention: all.length > 0,
  };
}

function risks({ risks: all }: Report): Ground {
  return {
    title: `Open risks (${all.length})`,
    lines: [`${all.map(({ title }) => title).join("; ")}.`],
    section: "risks",
    attention: false,
  };
}

const clipped = (names: readonly string[]) =>
  names.length > named ? `${names.slice(0, named).join(", ")} and ${names.length - named} more` : names.join(", ");

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
