"""Reads bodies of requests with vLLM's own models of them, on a machine without GPUs and without vLLM's compiled parts.

Standard input: {"bodies": [{"route": "messages", "body": {...}}, ...]}. Standard output, one JSON object: `version`, `fields` (every field that the
model of each route reads), `results` (for each body `values`, what was read of it, and `chat`, the messages of which the prompt is made where the
route makes its own of them; or `error`). Nothing stands in for the models: only the platform is named, because there is none to find.
"""

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
from typing import get_args  # noqa: E402

from pydantic import BaseModel, TypeAdapter  # noqa: E402
from vllm.entrypoints.anthropic.protocol import AnthropicCountTokensRequest, AnthropicMessagesRequest  # noqa: E402
from vllm.entrypoints.anthropic.serving import AnthropicServingMessages  # noqa: E402
from vllm.entrypoints.openai.chat_completion.protocol import ChatCompletionRequest  # noqa: E402
from vllm.entrypoints.openai.completion.protocol import CompletionRequest  # noqa: E402
from vllm.entrypoints.openai.responses.protocol import ResponsesRequest  # noqa: E402
from vllm.entrypoints.openai.responses.utils import construct_input_messages  # noqa: E402
from vllm.entrypoints.pooling.embed.protocol import EmbeddingRequest  # noqa: E402

ROUTES = {
    "chat-completions": ChatCompletionRequest,
    "completions": CompletionRequest,
    "messages": AnthropicMessagesRequest,
    "count-tokens": AnthropicCountTokensRequest,
    "responses": ResponsesRequest,
    "embeddings": EmbeddingRequest,
}


def fields(kind: type) -> list[str]:
    """Of a model, or of all that a union has."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return list(kind.model_fields)
    names = [name for part in get_args(kind) if isinstance(part, type) or get_args(part) for name in fields(part)]
    return list(dict.fromkeys(names))


def chat(request: BaseModel) -> list | None:
    if isinstance(request, AnthropicMessagesRequest | AnthropicCountTokensRequest):
        return AnthropicServingMessages.to_chat_completion_request(request).model_dump(mode="json", warnings=False)["messages"]
    if isinstance(request, ResponsesRequest):
        return construct_input_messages(request_instructions=request.instructions, request_input=request.input)
    return None


def read(route: str, body: dict) -> dict:
    try:
        request = TypeAdapter(ROUTES[route]).validate_json(json.dumps(body))
        values = request.model_dump(mode="json", by_alias=True, exclude_unset=True, warnings=False)
        return {"values": values, "chat": chat(request)}
    except Exception as error:  # whatever vLLM raises for a body is an answer
        return {"error": f"{type(error).__name__}: {error}"}


def main() -> None:
    results = [read(one["route"], one["body"]) for one in json.load(sys.stdin)["bodies"]]
    known = {route: fields(kind) for route, kind in ROUTES.items()}
    json.dump({"version": version("vllm"), "fields": known, "results": results}, answer)
    answer.flush()


main()
