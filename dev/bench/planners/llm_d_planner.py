"""What llm-d-planner makes of start-ups: JSON lines in, JSON lines out. Its sizes of weights come from the internet; they are given here."""

import json
import sys
from types import SimpleNamespace

from planner import capacity_planner


class Config(SimpleNamespace):
    """A config.json with its fields as attributes, as transformers has it."""

    def to_dict(self):
        return dict(self.__dict__)


def config_of(fields):
    nested = {key: config_of(value) for key, value in fields.items() if key == "text_config"}
    return Config(**{**fields, **nested})


def predict(case):
    capacity_planner.model_memory_req = lambda *_args, **_kwargs: case["weightsGiB"]
    config = config_of(case["config"])
    gpus = case["tp"] * case["pp"]
    pool = capacity_planner.allocatable_kv_cache_memory(
        case["model"], config, case["gpuGiB"], case["utilization"], case["tp"], case["pp"], max_model_len=case["maxModelLen"]
    )
    detail = capacity_planner.KVCacheDetail(case["model"], config, case["maxModelLen"])
    answer = {"id": case["id"], "poolGiB": pool / gpus}
    if case["kvGiB"]:
        answer["tokensOfPool"] = case["kvGiB"] * 1024**3 / (detail.per_token_memory_bytes / gpus)
    return answer


for line in sys.stdin:
    case = json.loads(line)
    try:
        print(json.dumps(predict(case)), flush=True)
    except Exception as error:  # Whatever it cannot plan is a result as well.
        print(json.dumps({"id": case["id"], "error": f"{type(error).__name__}: {error}"}), flush=True)
