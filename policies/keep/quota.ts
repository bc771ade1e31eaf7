import { need } from "../rule/outcome.ts";
import { Truth } from "../rule/truth.ts";
import { examine } from "../shape/examine.ts";
import { Fact } from "../shape/fact.ts";
import { both, text } from "../shape/forms.ts";
import { Form, type Shape } from "../shape/shape.ts";
import { mostClaims } from "./claim.ts";
import { amount, factOf } from "./find.ts";
import type { Keep } from "./keep.ts";
import type { Server } from "./model.ts";

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
  const pods = podsIn(keep);
  const number = text(/[1-9]\d{0,3}/, "a number of pods");
  const others = {
    persistentvolumeclaims: mostClaims(keep),
    "services.loadbalancers": "0",
    "services.nodeports": String(keep.models.filter(({ exposed }) => exposed).length),
  };
  const whole = (what: string, unit = "") => text(new RegExp(`\\d{1,6}${unit}`), what);
  const several: Shape = new Form((reading) => {
    const found = examine(reading, {
      ...others,
      pods: number,
      "requests.cpu": whole("cores"),
      "requests.memory": whole("memory", "Gi"),
      "requests.nvidia.com/gpu": whole("GPUs"),
    });
    const asked = Fact.all(
      pods,
      factOf(reading.at("pods"), "the pods", amount("")),
      factOf(reading.at("requests.cpu"), "the cores", amount("")),
      factOf(reading.at("requests.memory"), "the memory", amount("Gi")),
      factOf(reading.at("requests.nvidia.com/gpu"), "the GPUs", amount("")),
    );
    const fits = asked.when({
      known: ([{ known, kinds }, count, cpu, memoryGiB, gpus]) =>
        Truth.of(couldBe(less({ pods: count, cpu, memoryGiB, gpus }, known), kinds), reading.path),
      unknown: (because) => Truth.unknown(because, reading.path),
    });
    return [...found, ...(found.length > 0 ? [] : need(fits, "is not what pods of the model servers may take of their nodes together"))];
  });
  // Of one kind the number of pods says all the rest.
  const single = (known: Amounts, kind: Kind | undefined): Shape => {
    const count = keep.find("kubernetes:core/v1:ResourceQuota", keep.serving, "quota")?.at("spec", "hard", "pods");
    const total = count === undefined ? Fact.unknown<number>("the most pods") : factOf(count, "the most pods", amount(""));
    const all = (unit: keyof Amounts, end = "") =>
      total.as((asked) => {
        const more = kind ? Math.max(kind.least, asked - known.pods) : 0;
        return `${known[unit] + more * (kind?.each[unit] ?? 0)}${end}`;
      });
    return {
      ...others,
      pods: both(number, all("pods")),
      "requests.cpu": all("cpu"),
      "requests.memory": all("memoryGiB", "Gi"),
      "requests.nvidia.com/gpu": all("gpus"),
    };
  };
  return pods.as(({ known, kinds }) => (kinds.length > 1 ? several : single(known, kinds[0])));
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
  // Of two kinds that differ in something, that says how many there are of the first.
  const field = fields.find((one) => first.each[one] !== second.each[one])!;
  const count = (total[field] - second.each[field] * total.pods) / (first.each[field] - second.each[field]);
  return Number.isInteger(count) && count >= first.least && couldBe(less(total, times(first.each, count)), rest);
}
