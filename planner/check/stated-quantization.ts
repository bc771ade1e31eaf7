import { formatsOf, type Quantization } from "../model/quantization.ts";
import type { ModelShape } from "../model/shape.ts";
import { bytesPerWeight } from "../model/weight-format.ts";

/** `quantization=` of the engine's configuration, or the flag; `None` if the engine reports none. */
const said = /(?<![\w-])(?:--quantization[= ]|-q |["']?quantization["']?(?:=|: ?))["']?([A-Za-z][\w-]*)/;

/** Quantization stated by a log or a command; empty if not stated, `none` if the weights are stated to be unquantized. */
export const quantizationIn = (text: string): string => said.exec(text)?.[1]?.toLowerCase() ?? "";

/** Methods whose name determines the weight format; a kernel's name follows the method's. Source: `QUANTIZATION_METHODS`, vLLM. */
const methods: [RegExp, Quantization][] = [
  [/^(?:deepseek_v4_)?fp8|^fbgemm_fp8|^ptpc_fp8|^modelopt$/, { quant_method: "fp8" }],
  [/^experts_int8|^int8_/, { quant_method: "gptq", bits: 8 }],
  [/^(?:auto_)?awq/, { quant_method: "awq", bits: 4, group_size: 128 }],
  [/^(?:auto_)?gptq|^auto-round|^inc$/, { quant_method: "gptq", bits: 4, group_size: 128 }],
  [/^modelopt_fp4|^nvfp4/, { quant_method: "modelopt", quant_algo: "NVFP4" }],
  [/^(?:gpt_oss_)?mxfp4/, { quant_method: "mxfp4" }],
  [/^bitsandbytes/, { quant_method: "bitsandbytes" }],
];

/** A shape with the quantization that an engine reports, and a note about it. */
export interface StatedShape {
  shape: ModelShape;
  /** For display; empty if nothing was changed. */
  note: string;
  /** Whether the shape is unquantized although the engine reports a quantization whose name does not determine the format. */
  unknown: boolean;
}

/**
 * The shape of a model, corrected by the quantization that the engine reports, which a directory name often does not reveal. A shape that
 * is already quantized is not changed.
 */
export function withStatedQuantization(shape: ModelShape, quantization: string): StatedShape {
  const plain = bytesPerWeight(shape.formats.linear) >= 2 && bytesPerWeight(shape.formats.experts) >= 2;
  if (quantization === "" || quantization === "none" || !plain) return { shape, note: "", unknown: false };
  const [, method] = methods.find(([name]) => name.test(quantization)) ?? [];
  if (!method)
    return { shape, note: `the engine reports quantization=${quantization}, which does not determine the number of bits`, unknown: true };
  const formats = formatsOf(method, null, shape.formats.linear);
  return {
    shape: { ...shape, formats },
    note: `by the engine's quantization=${quantization}: weights in ${formats.linear}`,
    unknown: false,
  };
}
