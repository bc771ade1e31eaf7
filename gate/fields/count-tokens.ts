import type { Fields } from "./field.ts";
import { conversationFields } from "./messages.ts";

/** Every field of `POST /v1/messages/count_tokens`: those of a conversation. */
export const countTokensFields: Fields = conversationFields;
