import type { Report } from "../model/report.ts";

/** One basis of a verdict. */
export interface Ground {
  title: string;
  /** Short sentences or phrases. */
  lines: readonly string[];
  /** Section of the annex with the details. */
  section: string;
  /** Whether it needs the signer's attention. */
  attention: boolean;
}

/** Most names on the first page; the annex has all. */
const named = 4;

/** Length of a digest on the first page. */
export const shortDigest = (digest: string): string => digest.slice(0, 16);

/** The basis of a report's verdict, for the first page of every format, in the order in which a signer asks. */
export function restsOn(report: Report): Ground[] {
  return [
    release(report),
    ...types(report),
    issuers(report),
    digests(report),
    limits(report),
    settings(report),
    ...own(report),
    trial(report),
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
  const counts = `${found.judged} evaluated, ${found.harmless} harmless, ${found.unknown} unknown, ${found.own} the user's responsibility${refused}.`;
  const names = unknown.length === 0 ? [] : [`Not evaluated: ${clipped(unknown)}.`];
  const attention = found.unknown + found.forbidden + found.own > 0;
  return [{ title: "Resource types", lines: [counts, ...names], section: "types", attention }];
}

function issuers({ basis }: Report): Ground {
  const byUse = Map.groupBy(basis.issuers, ({ use }) => use);
  const lines = [...byUse].map(([use, rows]) => `${capital(use)}: ${[...new Set(rows.map(({ issuer }) => issuer))].join("; ")}.`);
  return {
    title: "Identity issuers",
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
    title: "Digests",
    lines:
      lines.length > 0 ? [...lines, ...(other > 0 ? [`${other} of them differ from the release.`] : [])] : ["This stack runs no pods."],
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
      ? "not in a git repository"
      : commit.dirty
        ? `modified since commit ${commit.id.slice(0, 12)}`
        : `commit ${commit.id.slice(0, 12)}`;
  return {
    title: "Input",
    lines: [`${file} ${shortDigest(sha256)}, ${of}.`, resources],
    section: "digests",
    attention: commit === null || commit.dirty,
  };
}

/** What the company states itself is for the person who signs to believe. */
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

function trial({ trial: { sentence, run, current } }: Report): Ground {
  const failed = run?.trials.filter(({ result }) => result !== "held") ?? [];
  const lines = [sentence, ...failed.slice(0, named).map(({ promise, result }) => `${capital(result)}: ${promise}.`)];
  return { title: "Tried on a real node", lines, section: "trial", attention: current !== true || failed.length > 0 };
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
