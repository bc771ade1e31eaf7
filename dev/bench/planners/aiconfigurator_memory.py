"""What aiconfigurator makes of start-ups: JSON lines in, JSON lines out. Its own memory model of vLLM, with its newest tables of each GPU."""

import json
import logging
import sys
import tempfile
from pathlib import Path

from aiconfigurator_core.sdk.common import DefaultHFModels
from aiconfigurator_core.sdk.memory import KVCacheEstimator

logging.disable(logging.CRITICAL)

# What it calls a GPU, by the catalog's name.
SYSTEMS = {
    "A100 40GB": "a100_sxm",
    "A100 80GB": "a100_sxm",
    "H100": "h100_sxm",
    "H200": "h200_sxm",
    "B200": "b200_sxm",
    "B300": "b300_sxm",
    "L4": "l4",
    "L40S": "l40s",
    "RTX PRO 6000": "rtx_pro_6000_server",
}
KV = {"bfloat16": "bfloat16", "fp8": "fp8", "fp8_e4m3": "fp8", "fp8_ds_mla": "fp8"}
GIB = 1024**3


# Its cache does not depend on the GPU: whose tables are read for tokens alone, where it has none of the GPU.
ANY = "h100_sxm"


def estimator_of(case, system, folder):
    model = case["model"]
    if model not in DefaultHFModels:
        (Path(folder) / "config.json").write_text(json.dumps(case["config"]))
        model = folder
    return KVCacheEstimator.from_request(
        model,
        system,
        "vllm",
        "current",
        max_num_tokens=case["maxNumBatchedTokens"],
        max_batch_size=case["maxNumSeqs"],
        tp_size=case["tp"],
        pp_size=case["pp"],
        attention_dp_size=case["dp"],
        moe_tp_size=1 if case["expertParallel"] else case["tp"],
        moe_ep_size=case["tp"] * case["dp"] if case["expertParallel"] else 1,
        kvcache_quant_mode=KV.get(case["kvCacheDtype"]),
    )


def pool_of(case, estimator):
    memory = int(case["gpuGiB"] * GIB)
    estimate = estimator.estimate(is_of_free=False, fraction=case["utilization"], gpu_memory_capacity_bytes_override=memory)
    return estimate["total_kv_size_bytes"] / GIB


def predict(case, folder):
    answer = {"id": case["id"]}
    system = SYSTEMS.get(case["gpu"])
    try:
        estimator = estimator_of(case, system or ANY, folder)
        if case["kvGiB"]:
            answer["tokensOfPool"] = estimator.breakdown["tokens_from_kv_bytes"](case["kvGiB"] * GIB)
        if system is None:
            raise ValueError(f"no tables of {case['gpu'] or 'a GPU that is not named'}")
        answer["poolGiB"] = pool_of(case, estimator)
    except Exception as error:  # Whatever it cannot plan is a result as well.
        answer["error"] = str(error) or type(error).__name__
    return answer


for line in sys.stdin:
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(predict(json.loads(line), folder)), flush=True)
