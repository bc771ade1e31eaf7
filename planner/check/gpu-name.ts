import { estimatedUsableGiB, gpus } from "../../catalog/gpus.ts";

/** A name by itself: `a100` and `b200` are also parts of hashes, which logs are full of. */
const named = (text: string) => new RegExp(`(?<![a-z0-9])${text}(?![a-z0-9])`, "i");

/** Other names of GPUs of the catalog: as logs, drivers and tables write them. */
const aliases: [RegExp, string][] = [
  [named("a10g"), "A10G"],
  [named("l40s"), "L40S"],
  [named("l4"), "L4"],
  [named("a100[ _-](?:[a-z0-9]+[ _-])*80 ?g?b?"), "A100 80GB"],
  [named("a100"), "A100 40GB"],
  [named("h200"), "H200"],
  [named("h100"), "H100"],
  [named("b200"), "B200"],
  [named("b300"), "B300"],
  [/rtx pro 6000/i, "RTX PRO 6000"],
  [/rtx pro 4500/i, "RTX PRO 4500"],
];

/** The GPU of the catalog that a text names; undefined where it names none of them. */
export function matchGpu(text: string): string | undefined {
  return gpus.find(({ name }) => name.toLowerCase() === text.toLowerCase())?.name ?? aliases.find(([pattern]) => pattern.test(text))?.[1];
}

/** Memory that vLLM finds of what a text states in MiB, in GiB; null where it states none. */
export function statedGiB(text: string): number | null {
  const [, mib] = /(\d{4,6}) ?MiB/.exec(text) ?? [];
  return mib === undefined ? null : estimatedUsableGiB(Number(mib));
}
