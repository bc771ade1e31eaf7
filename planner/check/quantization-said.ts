import { formatsOf, type Quantization } from "../model/quantization.ts";
import type { ModelShape } from "../model/shape.ts";
import { bytesPerWeight } from "../model/weight-format.ts";

/** `quantization=` of an engine's description, or the flag; `None` where the engine says that there is none. */
const said = /(?<![\w-])(?:--quantization[= ]|-q |["']?quantization["']?(?:=|: ?))["']?([A-Za-z][\w-]*)/;

/** What a log or a command says of quantisation; empty where it says nothing, `none` where it says that weights are plain. */
export const quantizationIn = (text: string): string => said.exec(text)?.[1]?.toLowerCase() ?? "";

/** Methods that tell the format of weights by their name alone; a kernel's name follows the method's. Source: `QUANTIZATION_METHODS`, vLLM. */
const methods: [RegExp, Quantization][] = [
  [/^(?:deepseek_v4_)?fp8|^fbgemm_fp8|^ptpc_fp8|^modelopt$/, { quant_method: "fp8" }],
  [/^experts_int8|^int8_/, { quant_method: "gptq", bits: 8 }],
  [/^(?:auto_)?awq/, { quant_method: "awq", bits: 4, group_size: 128 }],
  [/^(?:auto_)?gptq|^auto-round|^inc$/, { quant_method: "gptq", bits: 4, group_size: 128 }],
  [/^modelopt_fp4|^nvfp4/, { quant_method: "modelopt", quant_algo: "NVFP4" }],
  [/^(?:gpt_oss_)?mxfp4/, { quant_method: "mxfp4" }],
  [/^bitsandbytes/, { quant_method: "bitsandbytes" }],
];

/** A shape with the quantisation that an engine says of it, and what is to be known of that. */
export interface SaidShape {
  shape: ModelShape;
  /** For print; empty where nothing was changed. */
  note: string;
  /** Whether the shape is plain though the engine says a quantisation whose format its name does not tell. */
  unknown: boolean;
}

/**
 * The shape of a model by name, put right by what the engine says: a folder's name often does not tell of a quantisation. A shape that is
 * quantised already is left as it is.
 */
export function withSaid(shape: ModelShape, quantization: string): SaidShape {
  const plain = bytesPerWeight(shape.formats.linear) >= 2 && bytesPerWeight(shape.formats.experts) >= 2;
  if (quantization === "" || quantization === "none" || !plain) return { shape, note: "", unknown: false };
  const [, method] = methods.find(([name]) => name.test(quantization)) ?? [];
  if (!method) return { shape, note: `the engine says quantization=${quantization}, which does not tell how many bits`, unknown: true };
  const formats = formatsOf(method, null, shape.formats.linear);
  return {
    shape: { ...shape, formats },
    note: `by the engine's quantization=${quantization}: weights in ${formats.linear}`,
    unknown: false,
  };
}
