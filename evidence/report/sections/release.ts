import type { Difference } from "../../release/difference.ts";
import type { ProgramState } from "../../release/program.ts";
import type { Evidence } from "../evidence.ts";
import type { ReportedProgram, ReportedRelease } from "../model/release.ts";

/** Most files named in a sentence; the annex lists all. */
const named = 3;

const plural = (n: number, what: string) => `${n} ${what}${n === 1 ? "" : "s"}`;

/** The release of a stack: from the files of the kit and, if different, of the program; and from what the release renders. */
export function releaseSection({ kit, program, rendering, rendered, differences }: Evidence): ReportedRelease {
  const state = renderingState(rendering, differences);
  return {
    sentence: program === null ? `${programSentence(kit)}.` : `${programSentence(kit)}; ${elsewhere(program)}.`,
    kit: reportedProgram(kit),
    program: program === null ? null : reportedProgram(program),
    rendering: {
      state,
      sentence: renderingSentence(state, rendered, differences.length),
      objects: rendered,
      differences: differences.map(({ how, type, name, places }) => ({ how, type, name, places: places.map(reportedPlace) })),
    },
  };
}

/** The release of some files as text, without a full stop. */
export function programSentence({ state, version, differing }: Pick<ProgramState, "state" | "version" | "differing">): string {
  if (state === "unmodified") return `Unmodified release ${version}`;
  if (state === "no release") return "No release: this kit has no release manifest";
  const more = differing.length > named ? `, and ${differing.length - named} more` : "";
  const files = differing.slice(0, named).map(({ path, how }) => (how === "changed" ? path : `${path} (${how})`));
  return `${plural(differing.length, "file")} modified since release ${version}: ${files.join(", ")}${more}`;
}

function elsewhere(program: ProgramState): string {
  if (program.state === "unmodified") return "the previewed program is in another folder, and has the same files";
  if (program.state === "no release") return "the previewed program is in another folder, and cannot be compared with a release";
  return `the previewed program is in another folder, and differs from the release in ${plural(program.differing.length, "file")}`;
}

const reportedProgram = ({ state, version, digest, differing }: ProgramState): ReportedProgram => ({
  state,
  version,
  digest,
  differing: differing.map(({ path, how }) => ({ path, how })),
});

function renderingState(rendering: Evidence["rendering"], differences: Evidence["differences"]): ReportedRelease["rendering"]["state"] {
  if (rendering !== "rendered") return rendering;
  if (differences.length === 0) return "as rendered";
  const certain = differences.some(({ how, places }) => how !== "changed" || places.some(({ hidden }) => !hidden));
  return certain ? "differs" : "undecided";
}

function renderingSentence(state: ReportedRelease["rendering"]["state"], objects: number, differing: number): string {
  switch (state) {
    case "as rendered":
      return `All ${plural(objects, "Kubernetes object")} match what the kit renders from the declared settings.`;
    case "differs":
      return `${plural(differing, "Kubernetes object")} ${differing === 1 ? "differs" : "differ"} from what the kit renders from the declared settings.`;
    case "undecided":
      return `${plural(differing, "Kubernetes object")} cannot be compared with what the kit renders: values are hidden.`;
    case "failed":
      return "The declared settings cannot be rendered.";
    case "no keep":
      return "No release of the kit renders this stack: it declares no keep.";
    case "not compared":
      return "Its objects were not compared with what the kit renders.";
  }
}

function reportedPlace({
  path,
  rendered,
  here,
  hidden,
}: Difference): ReportedRelease["rendering"]["differences"][number]["places"][number] {
  const text = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  return { path, rendered: text(rendered), here: text(here), hidden };
}
