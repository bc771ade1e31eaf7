import { type Release, since } from "../vllm/release.ts";

/** Kernels that run MXFP4 experts. Each pads an expert's width and the model's to whole multiples of its own. */
export type ExpertKernels = "triton" | "marlin" | "flashinfer";

/** Multiples that an expert's width and the width of its input are padded to. Source: `Mxfp4MoEMethod.create_weights`, vLLM 0.11. */
export const kernelPadding: Readonly<Record<ExpertKernels, { width: number; hidden: number }>> = {
  triton: { width: 256, hidden: 1 },
  marlin: { width: 128, hidden: 256 },
  flashinfer: { width: 256, hidden: 256 },
};

/**
 * Kernels that vLLM takes for gpt-oss by itself: Triton on Hopper since 0.11 (where its kernels are installed, as in the image), FlashInfer
 * on Blackwell, Marlin elsewhere. Logs: 64.38 GiB of gpt-oss-120b with Triton on H100 (case 2), 65.97 with Marlin (vllm-project/vllm issue 23278).
 */
export function expertKernels(gpuName: string, release: Release): ExpertKernels {
  if (/\bg?b[23]00/i.test(gpuName)) return "flashinfer";
  return /h[128]00|h20\b/i.test(gpuName) && since(release, 11) ? "triton" : "marlin";
}
