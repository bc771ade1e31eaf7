import { UsageError } from "../../engine/preview.ts";
import { editedYaml, type YamlChange } from "../plan/yaml-edit.ts";
import { type Answers, acceptedZones, asked, needsZones } from "./answers.ts";

const keep = ["config", "modelkeep:keep"];

/** Two whole numbers, as `4x48`. @throws UsageError naming the option */
function pair(option: string, text: string, what: string): [number, number] {
  const [, first, second] = /^(\d{1,4})x(\d{1,5})$/.exec(text) ?? [];
  if (first === undefined || second === undefined)
    throw new UsageError([`--${option} ${JSON.stringify(text)} is not accepted; accepted: ${what}`]);
  return [Number(first), Number(second)];
}

/** Zones of a keep: as many as `target.network.zones` accepts. */
/** Names separated by commas, with or without blanks. @throws UsageError naming the option */
function zonesOf(text: string): string[] {
  const names = text.split(",").map((name) => name.trim());
  if (names.includes("") || names.length < 2 || names.length > 3)
    throw new UsageError([`--zones ${JSON.stringify(text)} is not accepted; accepted: ${acceptedZones()}`]);
  return names;
}

/** The settings that each answer goes to. */
const changesOf: Readonly<Record<Exclude<keyof Answers, "target">, (text: string) => readonly [path: string, value: unknown][]>> = {
  model: (name) => [["model.name", name]],
  account: (id) => [["target.accountId", id]],
  region: (name) => [["target.region", name]],
  zones: (names) => {
    const zoneNames = zonesOf(names);
    return [
      ["target.network.zones", zoneNames.length],
      ["target.network.zoneNames", zoneNames],
    ];
  },
  instance: (type) => [["capacity.instance", type]],
  context: (name) => [["target.context", name]],
  gpus: (text) => {
    const [count, memoryGiB] = pair("gpus", text, "GPUs per node and the memory of each in GiB, such as 4x48");
    return [
      ["capacity.gpus.count", count],
      ["capacity.gpus.memoryGiB", memoryGiB],
    ];
  },
  node: (text) => {
    const [vcpus, memoryGiB] = pair("node", text, "allocatable CPU cores and memory in GiB of one node, such as 32x256");
    return [
      ["target.node.vcpus", vcpus],
      ["target.node.memoryGiB", memoryGiB],
    ];
  },
  volume: (name) => [["target.weights.volume", name]],
};

/**
 * The stack file of a new keep, made from the text of an example: with the answers filled in, and everything else unchanged.
 * @param example text of the example's stack file
 * @throws UsageError naming an answer that the target does not take, one that is not understood, or zones that are missing
 */
export function stackText(example: string, answers: Answers): string {
  const { target, ...given } = answers;
  const names = (Object.keys(given) as (keyof typeof given)[]).filter((name) => given[name] !== undefined);
  const notApplicable = names.filter((name) => !asked[target].includes(name));
  if (notApplicable.length > 0)
    throw new UsageError(
      notApplicable.map((name) => `--${name} does not apply to --target ${target}; accepted: --${asked[target].join(", --")}`),
    );
  if (target === "eks" && given.zones === undefined && needsZones(given))
    throw new UsageError([
      `--zones is missing: the catalog does not know the zones of ${given.region}; accepted: ${acceptedZones(given.region)}; nothing was written`,
    ]);
  const changes = names.flatMap((name): YamlChange[] =>
    changesOf[name](given[name] ?? "").map(([path, value]) => ({ path: [...keep, ...path.split(".")], value })),
  );
  const [, , ...rest] = example.split("\n");
  const text = rest.join("\n").replaceAll("npm run modelkeep -- ", "npx modelkeep ");
  return `# yaml-language-server: $schema=node_modules/modelkeep/schema/keep.schema.json
# All settings of this keep; editors complete them, and \`npx modelkeep preview\` shows the result.
${editedYaml(text, changes)}`;
}
