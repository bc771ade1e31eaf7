"""Reads command lines of `vllm serve` with vLLM's own argument parser, on a machine without GPUs and without vLLM's compiled parts.

Standard input: {"lines": [["/weights", "--uds=..."], ...]}. Standard output, one JSON object: `version`, `flags` (every long option that
the parser knows), `results` (for each line `values`, what was parsed and differs from the default, or `error`).
Nothing stands in for the parser: only the platform is named, because there is none to find.
"""

import argparse
import contextlib
import io
import json
import os
import sys

os.environ["VLLM_TARGET_DEVICE"] = "cpu"
os.environ["VLLM_NO_USAGE_STATS"] = "1"
os.environ["VLLM_PLUGINS"] = ""
os.environ["VLLM_LOGGING_LEVEL"] = "ERROR"
os.environ["HF_HUB_OFFLINE"] = "1"

# Libraries print while they are imported; the answer must stand alone.
answer = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)

from importlib.metadata import version  # noqa: E402

from vllm.engine.arg_utils import AsyncEngineArgs  # noqa: E402
from vllm.entrypoints.common.cli_args import make_arg_parser, validate_parsed_serve_args  # noqa: E402
from vllm.utils.argparse_utils import FlexibleArgumentParser  # noqa: E402


def read(parser: argparse.ArgumentParser, defaults: dict, line: list[str]) -> dict:
    said = io.StringIO()
    try:
        with contextlib.redirect_stderr(said):
            parsed = parser.parse_args(line)
            validate_parsed_serve_args(parsed)
            # Engine arguments look whether the model is a folder, else for a hub. There is no checkpoint here: any folder does.
            engine = argparse.Namespace(**{**vars(parsed), "model": os.path.dirname(os.path.abspath(__file__))})
            AsyncEngineArgs.from_cli_args(engine)
    except SystemExit:
        return {"error": said.getvalue().strip().splitlines()[-1]}
    except Exception as error:  # whatever vLLM raises for an argument is an answer
        return {"error": f"{type(error).__name__}: {error}"}
    values = {name: value for name, value in vars(parsed).items() if repr(value) != defaults.get(name)}
    return {"values": json.loads(json.dumps(values, default=str))}


def main() -> None:
    parser = make_arg_parser(FlexibleArgumentParser(prog="vllm serve"))
    defaults = {name: repr(value) for name, value in vars(parser.parse_args([])).items()}
    flags = sorted({option for action in parser._actions for option in action.option_strings if option.startswith("--")})
    lines = json.load(sys.stdin)["lines"]
    results = [read(parser, defaults, line) for line in lines]
    json.dump({"version": version("vllm"), "flags": flags, "results": results}, answer)
    answer.flush()


main()
