import { RefusedText } from "./safe-markdown.ts";

/** Limit of a SARIF file, in bytes. */
export const largestSarif = 2 * 1024 * 1024;

/** Results that are kept; code scanning shows no more. */
const most = 5000;

const levels = ["none", "note", "warning", "error"];

/**
 * Untrusted SARIF, rebuilt from the parts that are shown: rules by id, results by rule, level, text and location in the repository.
 * Links, Markdown, fixes, other tools and everything else in the format are dropped.
 *
 * @throws RefusedText where it is not SARIF 2.1.0
 */
export function safeSarif(bytes: Uint8Array): string {
  const run = list(record(parsed(bytes))["runs"]).map(record)[0];
  if (!run) throw new RefusedText("it has no run");
  const rules = list(record(record(run["tool"])["driver"])["rules"]).map(record);
  const results = list(run["results"]).map(record).slice(0, most);
  const ids = [...new Set([...rules.map(({ id }) => name(id)), ...results.map(({ ruleId }) => name(ruleId))])];
  const about = new Map(rules.map(({ id, shortDescription }) => [name(id), text(record(shortDescription)["text"])]));
  return JSON.stringify({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "modelkeep", rules: ids.map((id) => ({ id, shortDescription: { text: about.get(id) || id } })) } },
        automationDetails: { id: "modelkeep-diff/" },
        results: results.map(safeResult),
      },
    ],
  });
}

function safeResult(result: Record<string, unknown>) {
  const level = levels.includes(String(result["level"])) ? result["level"] : "warning";
  const physical = record(record(list(result["locations"])[0])["physicalLocation"]);
  const line = record(physical["region"])["startLine"];
  return {
    ruleId: name(result["ruleId"]),
    level,
    message: { text: text(record(result["message"])["text"]) || "no message" },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: place(record(physical["artifactLocation"])["uri"]) },
          region: { startLine: Number.isSafeInteger(line) && Number(line) > 0 ? line : 1 },
        },
      },
    ],
  };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    const value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (value?.version !== "2.1.0") throw new RefusedText("it is not SARIF 2.1.0");
    return value;
  } catch (error) {
    throw error instanceof RefusedText ? error : new RefusedText("it is not JSON");
  }
}

/** A path inside the repository; anything else is attributed to the project file. */
function place(uri: unknown): string {
  return typeof uri === "string" && /^[\w][\w./-]{0,250}$/.test(uri) && !uri.split("/").includes("..") ? uri : "Pulumi.yaml";
}

const name = (value: unknown) => String(value).replace(/[^\w./:-]/g, "").slice(0, 100) || "unnamed"; // biome-ignore format: one thought
/** Code scanning renders `[text](1)` and URLs as links. */
const text = (value: unknown) =>
  typeof value === "string"
    ? value
        .slice(0, 1000)
        .replace(/[[\]<>`]/g, " ")
        .replaceAll("://", ": //")
    : "";
const record = (value: unknown) => (value !== null && typeof value === "object" ? (value as Record<string, unknown>) : {});
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
