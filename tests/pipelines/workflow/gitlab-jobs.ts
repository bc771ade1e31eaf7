import { parse, stringify } from "yaml";

type Jobs = Record<string, Record<string, unknown>>;

/** The jobs of a file with what they extend filled in, as GitLab does it: maps are merged, everything else is replaced. */
export function gitlabJobs(text: string): Jobs {
  const file = parse(text) as Jobs;
  const whole = (name: string): Record<string, unknown> => {
    const { extends: parent, ...own } = file[name]!;
    return typeof parent === "string" ? (merged(whole(parent), own) as Record<string, unknown>) : own;
  };
  return Object.fromEntries(Object.keys(file).flatMap((name) => (name.startsWith(".") ? [] : [[name, whole(name)]])));
}

/** The same as a file. GitLab's schema says nothing of what is hidden, so what is extended is judged in the jobs that extend it. */
export const gitlabFile = (text: string): string => stringify(gitlabJobs(text));

function merged(parent: unknown, own: unknown): unknown {
  if (!isMap(parent) || !isMap(own)) return own;
  const keys = new Set([...Object.keys(parent), ...Object.keys(own)]);
  return Object.fromEntries([...keys].map((key) => [key, key in own ? merged(parent[key], own[key]) : parent[key]]));
}

const isMap = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === "object" && !Array.isArray(value);
