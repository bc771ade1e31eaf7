import { examine } from "../shape/examine.ts";
import { Fact } from "../shape/fact.ts";
import { both, such, text } from "../shape/forms.ts";
import { Form, type Shape } from "../shape/shape.ts";
import { mostClaims } from "./claim.ts";
import { amount, factOf } from "./find.ts";
import type { Keep, KeepServer as Server } from "./keep.ts";

const fields = ["pods", "cpu", "memoryGiB", "gpus"] as const;
/** Pods, and what they may take of their nodes together. */
type Amounts = Readonly<Record<(typeof fields)[number], number>>;

/** Pods of one kind of node: what each may take, and how many there are at least. */
interface Kind {
  readonly each: Amounts;
  least: number;
}

/** How many pods a server may have: it may have one replica, and one more for a rollout. */
const leastReplicas = 2;

const sum = (all: readonly Amounts[]): Amounts =>
  Object.fromEntries(fields.map((field) => [field, all.reduce((total, one) => total + one[field], 0)])) as unknown as Amounts;
const times = (each: Amounts, count: number): Amounts =>
  Object.fromEntries(fields.map((field) => [field, each[field] * count])) as unknown as Amounts;
const same = (a: Amounts, b: Amounts): boolean => fields.every((field) => a[field] === b[field]);

/** What one pod of a server may take, and how many pods it has where that is known: of groups by their network policies. */
const podsOf = ({ groups, model }: Server): Fact<{ each: Amounts; known: number | undefined }> =>
  Fact.all(model.vcpus, model.memoryGiB, model.gpus, model.nodes, groups).as(([cpu, memoryGiB, gpus, nodes, count]) => ({
    each: { pods: 1, cpu, memoryGiB, gpus },
    known: model.group ? (count + 1) * nodes : undefined,
  }));

/** The pods whose number is known, and the kinds of the others, each kind once. */
const podsIn = (keep: Keep): Fact<{ known: Amounts; kinds: readonly Kind[] }> =>
  Fact.all(...keep.servers.map(podsOf)).as((all) => {
    const kinds: Kind[] = [];
    for (const { each } of all.filter(({ known }) => known === undefined)) {
      const kind = kinds.find((one) => same(one.each, each));
      if (kind) kind.least += leastReplicas;
      else kinds.push({ each, least: leastReplicas });
    }
    return { known: sum(all.map(({ each, known = 0 }) => times(each, known))), kinds };
  });

/**
 * The quota of the serving namespace: for each server its replicas and one more for a rollout, with what each may take of its node. How many
 * replicas a server may have is a setting, and the quota is where it is read: all of it has to be one number of pods for each kind of node.
 */
export function servingQuota(keep: Keep): Shape {
  const plain = {
    persistentvolumeclaims: mostClaims(keep),
    pods: text(/[1-9]\d{0,3}/, "a number of pods"),
    "requests.cpu": text(/\d{1,6}/, "cores"),
    "requests.memory": text(/\d{1,7}Gi/, "memory"),
    "requests.nvidia.com/gpu": text(/\d{1,6}/, "GPUs"),
    "services.loadbalancers": "0",
    "services.nodeports": String(keep.models.filter(({ exposed }) => exposed).length),
  };
  const together = new Form((reading) =>
    examine(
      reading,
      Fact.all(podsIn(keep), factOf(reading, "the quota", amountsOf)).as(
        ([{ known, kinds }, asked]): Shape =>
          kinds.length > 1
            ? such("what so many pods of the model servers may take of their nodes", () => couldBe(less(asked, known), kinds))
            : { ...plain, ...exactly(known, kinds[0], asked.pods) },
      ),
    ),
  );
  return both(plain, together);
}

/** What a quota asks for. */
const amountsOf = (value: unknown): Amounts => {
  const hard = value as Readonly<Record<string, string>>;
  const read = (key: string, unit = "") => amount(unit)(hard[key]) ?? 0;
  return {
    pods: read("pods"),
    cpu: read("requests.cpu"),
    memoryGiB: read("requests.memory", "Gi"),
    gpus: read("requests.nvidia.com/gpu"),
  };
};

/** The quota of pods of one kind, from which all other amounts follow. */
function exactly(known: Amounts, kind: Kind | undefined, pods: number): Readonly<Record<string, Shape>> {
  const total = kind ? sum([known, times(kind.each, Math.max(kind.least, pods - known.pods))]) : known;
  return {
    pods: String(total.pods),
    "requests.cpu": String(total.cpu),
    "requests.memory": `${total.memoryGiB}Gi`,
    "requests.nvidia.com/gpu": String(total.gpus),
  };
}

const less = (a: Amounts, b: Amounts): Amounts => sum([a, times(b, -1)]);

/** Whether amounts are those of so many pods of each kind. */
function couldBe(total: Amounts, [first, second, ...others]: readonly Kind[]): boolean {
  if (fields.some((field) => total[field] < 0)) return false;
  if (!first) return fields.every((field) => total[field] === 0);
  if (!second) return total.pods >= first.least && same(times(first.each, total.pods), total);
  const rest = [second, ...others];
  if (others.length > 0)
    return Array.from({ length: total.pods + 1 }, (_, count) => count).some(
      (count) => count >= first.least && couldBe(less(total, times(first.each, count)), rest),
    );
  // Where two kinds differ in an amount, it gives the number of the first.
  const field = fields.find((one) => first.each[one] !== second.each[one])!;
  const count = (total[field] - second.each[field] * total.pods) / (first.each[field] - second.each[field]);
  return Number.isInteger(count) && count >= first.least && couldBe(less(total, times(first.each, count)), rest);
}
