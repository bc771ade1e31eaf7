import type { Content } from "../../../../../html/markup.ts";
import { code, none, paragraph } from "../../../../../html/parts.ts";
import { table } from "../../../../../html/table.ts";
import type { ReportedObjectDifference, ReportedProgram } from "../../../model/release.ts";
import type { Report } from "../../../model/report.ts";

/** The release, and everything that differs from it. */
export function releaseSection({ release: { sentence, kit, program, rendering } }: Report): Content {
  return [
    paragraph(sentence),
    kit.digest === null
      ? undefined
      : paragraph([
          "Digest of the release: ",
          code(kit.digest),
          ". Compare it with the published one: a manifest shows what changed after it was written, not who wrote it.",
        ]),
    files("Files of the kit", kit),
    program === null ? undefined : files("Files of the previewed program", program),
    paragraph(rendering.sentence),
    rendering.differences.length === 0 ? undefined : objects(rendering.differences),
  ];
}

const files = (label: string, { version, differing }: ReportedProgram): Content =>
  differing.length === 0
    ? undefined
    : table({
        label,
        caption: `${label} that differ from release ${version}.`,
        columns: ["File", "How"],
        rows: differing.map(({ path, how }) => [code(path), how]),
      });

const objects = (differences: readonly ReportedObjectDifference[]): Content =>
  table({
    label: "Objects that differ from the release",
    caption: "Kubernetes objects that differ from what the kit renders from the declared settings, field by field.",
    kind: "findings",
    columns: ["Object", "Change", "Field", "Here", "In the release"],
    rows: differences.flatMap(({ how, type, name, places }) => {
      const head: Content = [name, " ", code(type.split(":").slice(1).join(":"))];
      return places.length === 0
        ? [[head, how, none, none, none]]
        : places.map(({ path, here, rendered, hidden }) => [head, hidden ? "hidden" : how, code(path), value(here), value(rendered)]);
    }),
  });

/** Maximum length of a value on the page, in characters; the JSON has the full value. */
const longest = 400;

const value = (text: string | null): Content => (text === null ? none : code(text.length > longest ? `${text.slice(0, longest)}…` : text));
