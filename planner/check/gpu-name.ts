import { estimatedUsableGiB, gpus } from "../../catalog/gpus.ts";

/** Other names of GPUs of the catalog: as logs, drivers and tables write them. */
const aliases: [RegExp, string][] = [
  [/a10g/i, "A10G"],
  [/\bl40s/i, "L40S"],
  [/\bl4\b/i, "L4"],
  [/a100.*(80|sxm4-80)/i, "A100 80GB"],
  [/a100/i, "A100 40GB"],
  [/(?<!g)h200/i, "H200"],
  [/(?<!g)h100/i, "H100"],
  [/(?<!g)b200/i, "B200"],
  [/(?<!g)b300/i, "B300"],
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
