import type { Content } from "../../../../../html/markup.ts";
import { code, none, paragraph } from "../../../../../html/parts.ts";
import { table } from "../../../../../html/table.ts";
import type { ReportedObjectDifference, ReportedProgram } from "../../../model/release.ts";
import type { Report } from "../../../model/report.ts";

/** Which release this is, and everything that is not as that release has it. */
export function releaseSection({ release: { sentence, kit, program, rendering } }: Report): Content {
  return [
    paragraph(sentence),
    kit.digest === null
      ? undefined
      : paragraph([
          "Digest of the release: ",
          code(kit.digest),
          ". Compare it with the one that was published: a manifest shows what was changed after it was written, not who wrote it.",
        ]),
    files("Files of the kit that judged", kit),
    program === null ? undefined : files("Files of the program that was previewed", program),
    paragraph(rendering.sentence),
    rendering.differences.length === 0 ? undefined : objects(rendering.differences),
  ];
}

const files = (label: string, { version, differing }: ReportedProgram): Content =>
  differing.length === 0
    ? undefined
    : table({
        label,
        caption: `${label} that are not as release ${version} has them.`,
        columns: ["File", "How"],
        rows: differing.map(({ path, how }) => [code(path), how]),
      });

const objects = (differences: readonly ReportedObjectDifference[]): Content =>
  table({
    label: "Objects that are not the release's",
    caption: "Kubernetes objects that are not as the kit renders them from the declared settings, place by place.",
    kind: "findings",
    columns: ["Object", "How", "Place", "Here", "In the release"],
    rows: differences.flatMap(({ how, type, name, places }) => {
      const head: Content = [name, " ", code(type.split(":").slice(1).join(":"))];
      return places.length === 0
        ? [[head, how, none, none, none]]
        : places.map(({ path, here, rendered, hidden }) => [head, hidden ? "hidden" : how, code(path), value(here), value(rendered)]);
    }),
  });

/** Longest text of a value in the page, in characters; the JSON has all of it. */
const longest = 400;

const value = (text: string | null): Content => (text === null ? none : code(text.length > longest ? `${text.slice(0, longest)}…` : text));
