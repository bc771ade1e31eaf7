/** Name of the model that every door serves. */
export const modelName = "bench";

/** Tokens of an answer: chunks of a stream. */
export const tokensPerAnswer = 100;

const bodyBytes = 4096;

/** Body of a chat of 4 KB, as a library sends it. */
export function chatBody(stream: boolean): string {
  const body = (text: string) =>
    JSON.stringify({
      model: modelName,
      messages: [
        { role: "system", content: "You are a helpful assistant. Answer from the text alone." },
        { role: "user", content: text },
      ],
      max_tokens: tokensPerAnswer,
      temperature: 0.7,
      top_p: 0.95,
      ...(stream && { stream }),
    });
  const sentence = "The quick brown fox jumps over the lazy dog, and the dog does not mind. ";
  return body(sentence.repeat(bodyBytes / sentence.length).slice(0, bodyBytes - body("").length));
}
