import { modelNames } from "../../catalog/models.ts";
import { regionNames } from "../../catalog/regions.ts";
import type { Ask } from "../view/terminal.ts";
import { type Answers, acceptedZones, asked, type InitTarget, needsZones, targets } from "./answers.ts";
import { knownInstances, usualInstance } from "./instance.ts";

/** A question: its text, the default for an empty answer, and what is accepted. */
interface Question {
  text: string;
  usual?: string | undefined;
  accepted?: readonly string[];
  pattern?: [pattern: RegExp, what: string];
}

const questions: Readonly<Record<Exclude<keyof Answers, "target">, (known: Answers) => Question>> = {
  model: ({ target }) => ({
    text: "Model",
    usual: target === "laptop" ? "DeepSeek-R1-Distill-Qwen-1.5B" : "DeepSeek-R1-Distill-Qwen-7B",
    accepted: modelNames(),
  }),
  account: () => ({ text: "AWS account", pattern: [/^\d{12}$/, "twelve digits"] }),
  region: () => ({ text: "AWS region", usual: "eu-central-1", accepted: regionNames() }),
  zones: ({ region }) => ({
    text: `Availability zones of ${region}`,
    pattern: [/^[a-z0-9-]+( *, *[a-z0-9-]+){1,2}$/, acceptedZones(region)],
  }),
  instance: ({ model }) => ({
    text: "GPU instance",
    usual: model === undefined ? undefined : usualInstance(model),
    accepted: knownInstances(),
  }),
  context: () => ({ text: "kubeconfig context (empty: the current one)", usual: "" }),
  gpus: () => ({ text: "GPUs per node and GiB of each", usual: "4x48", pattern: [/^\d+x\d+$/, "two numbers such as 4x48"] }),
  node: ({ target }) => ({
    text: "Allocatable CPU cores and GiB of memory of one node",
    usual: target === "laptop" ? "6x24" : "32x256",
    pattern: [/^\d+x\d+$/, "two numbers such as 32x256"],
  }),
  volume: () => ({ text: "PersistentVolume with the weights", usual: "weights" }),
};

/** Asks for every answer that was not given, and again where an answer is not valid. */
export async function askRest(given: Partial<Answers>, ask: Ask): Promise<Answers> {
  const target = given.target ?? ((await answer({ text: "Where does the keep run", usual: "eks", accepted: targets }, ask)) as InitTarget);
  const known: Answers = { ...given, target };
  for (const name of asked[target]) {
    if (known[name] !== undefined || (name === "zones" && !needsZones(known))) continue;
    const text = await answer(questions[name](known), ask);
    if (text !== "") known[name] = text;
  }
  return known;
}

async function answer({ text, usual, accepted, pattern }: Question, ask: Ask): Promise<string> {
  const few = accepted && accepted.length <= 5 ? ` (${accepted.join(", ")})` : "";
  let hint = "";
  for (;;) {
    const typed = (await ask(`${hint}${text}${few}${usual ? ` [${usual}]` : ""}: `)).trim() || usual;
    if (typed === undefined) hint = `  accepted: ${pattern?.[1] ?? accepted?.join(", ")}\n`;
    else if (accepted && !accepted.includes(typed)) hint = `  ${JSON.stringify(typed)} is not accepted; accepted: ${accepted.join(", ")}\n`;
    else if (pattern && !pattern[0].test(typed)) hint = `  ${JSON.stringify(typed)} is not accepted; accepted: ${pattern[1]}\n`;
    else return typed;
  }
}
