import { data, Evaluator, Lexer, Parser } from "@actions/expressions";

const states = ["always", "cancelled", "failure", "success"] as const;

/** What the state of a job makes of the functions that ask for it. */
export type JobState = Record<(typeof states)[number], boolean>;

/**
 * A value of a workflow with its expressions evaluated, by GitHub's own library: `${{ a }}` alone keeps its type, within a text it
 * becomes text.
 *
 * @param contexts `github`, `matrix`, `needs` ...
 */
export function evaluated(value: unknown, contexts: Record<string, unknown>, state?: JobState): unknown {
  if (Array.isArray(value)) return value.map((one) => evaluated(one, contexts, state));
  if (value !== null && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, evaluated(one, contexts, state)]));
  if (typeof value !== "string") return value;
  const whole = /^\$\{\{((?:(?!\}\}).)*)\}\}$/s.exec(value);
  if (whole) return expression(whole[1]!, contexts, state);
  return value.replace(/\$\{\{(.*?)\}\}/gs, (_, inner: string) => String(expression(inner, contexts, state) ?? ""));
}

/** Whether an `if` holds; one that does not ask for the state holds only where nothing failed before. */
export function condition(text: string | undefined, contexts: Record<string, unknown>, state: JobState): boolean {
  if (text === undefined) return state.success;
  const inner = /^\$\{\{(.*)\}\}$/s.exec(text.trim())?.[1] ?? text;
  const asks = states.some((name) => inner.includes(`${name}(`));
  return Boolean(expression(inner, contexts, state)) && (asks || state.success);
}

function expression(text: string, contexts: Record<string, unknown>, state?: JobState): unknown {
  const functions = states.map((name) => ({ name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(state?.[name] ?? false) }));
  const { tokens } = new Lexer(text).lex();
  const tree = new Parser(tokens, Object.keys(contexts), functions).parse();
  const values = new data.Dictionary(...Object.entries(contexts).map(([key, value]) => ({ key, value: toData(value) })));
  const result = new Evaluator(tree, values, new Map(functions.map((one) => [one.name, one]))).evaluate();
  return JSON.parse(JSON.stringify(result, data.replacer));
}

function toData(value: unknown): data.ExpressionData {
  return JSON.parse(JSON.stringify(value ?? null), data.reviver);
}
