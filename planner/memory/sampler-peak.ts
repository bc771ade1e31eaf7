import type { ModelShape } from "../model/shape.ts";
import { between, type Range } from "../range.ts";
import { defaultsOf } from "../vllm/defaults-by-release.ts";
import { since } from "../vllm/release.ts";
import type { Settings } from "../vllm/settings.ts";

/**
 * Bytes that sampling takes at its peak for each logit where logits are sorted: 16-bit and float32 copies, then sorted values, their 64-bit
 * indices and the sort's own buffers. Derived: start-up logs of six vocabularies at 1024 and at 256 requests give 38.2 to 38.4 besides the
 * hidden states (cases 1, 4, 5, 7, 16, 22, 41).
 */
const sortedBytes = 38.3;

/**
 * The same where top-k and top-p only select: logits in 16 bits and in float32, then masked logits and probabilities, or probabilities
 * and random numbers. Sources: `flashinfer_sample` and `random_sample`, `topk_topp_sampler.py` of vLLM 0.10 to 0.33; `top_k_top_p_sampling_from_logits`,
 * FlashInfer. What llm-d-planner 0.3.3 measured with 0.19 on H100 is 2 to 6% more, in addition to the hidden states.
 */
const selectingBytes = 2 + 4 + 4 + 4;

/**
 * Rows of float32 logits that Triton's kernel keeps, one for each multiprocessor: 132 on Hopper, 108 to 170 on others. The first runner tries
 * this kernel as well where FlashInfer samples. Source: `_TRITON_BUFFER_CACHE`, `topk_topp_triton.py`, vLLM 0.17 to 0.33.
 */
const tritonRows = 132;

/**
 * The second runner's dummy requests had neither top-k nor top-p before 0.33, so it drew from the logits as they are: their 16 bits, and
 * as much again while ranks gather them; a draft is checked with float32 as ever. Source: `_dummy_sampler_run`, `gpu/model_runner.py` of vLLM 0.22 to 0.33.
 */
const drawnBytes = 2 + 2;

/**
 * Counts of each token that the second runner keeps for each request, as int32, and a bit for each of its prompt. They count since 0.27,
 * which subtracts memory that is gone from the GPU. Source: `PenaltiesState`, `gpu/sample/penalties.py`, and `memory_profiling` of 0.27.
 */
const stateBytes = 4 + 1 / 8;

/** Peak of sampling the most requests at once, and what is kept for sampling during any step, in bytes. */
export function samplerPeak({ vocabulary, hidden }: ModelShape, settings: Settings): { peak: Range; state: number } {
  const { maxNumSeqs, maxNumBatchedTokens, runner, release } = settings;
  const logits = maxNumSeqs * vocabulary;
  const states = maxNumBatchedTokens * hidden * 2;
  const state = runner === "v2" && since(release, 27) ? logits * stateBytes : 0;
  const of = (least: number, usual: number, most: number, why: string) =>
    between(logits * least + states, logits * usual + states, logits * most + states, why);
  if (runner === "v2" && !settings.draft && !since(release, 33))
    return { peak: of(drawnBytes / 2, drawnBytes, 2 * drawnBytes, "ranks gather logits"), state };
  if (settings.sampler === "selecting") {
    const rows = runner === "v1" && since(release, 17) ? Math.min(tritonRows, maxNumSeqs) : 0;
    const each = selectingBytes + (rows * 4) / maxNumSeqs;
    return { peak: of(each * 0.95, each, each * 1.1, "kernels that select keep different buffers"), state };
  }
  const either = defaultsOf(release).samplerByInstallation && !settings.samplerKnown;
  const why = either ? "whether FlashInfer was installed decides how logits are sampled" : "rounding of the allocator";
  return { peak: of(either ? selectingBytes : sortedBytes * 0.95, sortedBytes, sortedBytes * 1.05, why), state };
}
