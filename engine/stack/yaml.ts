import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { type ParseOptions, parseDocument, type ScalarTag, type SchemaOptions } from "yaml";
import { PreviewError } from "../preview.ts";

/**
 * Reads a YAML file into plain values, as the Pulumi CLI does. Its YAML library (gopkg.in/yaml.v3) departs from
 * YAML 1.2 where a settings file can notice: an unquoted date reaches the program as Go prints a time, and an
 * integer with a leading zero is octal.
 *
 * @throws PreviewError with file, line and column when the text is not YAML
 */
export async function readYaml(path: string): Promise<unknown> {
  return parseYaml(await readFile(path, "utf8"), basename(path));
}

/** {@link readYaml} for text that is already read; `file` is only named in errors. */
function parseYaml(text: string, file: string): unknown {
  const document = parseDocument(text, { customTags: (tags) => [octal, timestamp, ...tags] } satisfies ParseOptions & SchemaOptions);
  const [error] = document.errors;
  if (error) throw new PreviewError([`${file}: ${error.message.trimEnd()}`]);
  return document.toJS();
}

const octal: ScalarTag = {
  tag: "tag:yaml.org,2002:int",
  default: true,
  test: /^[-+]?0[0-7]+$/,
  resolve: (text) => Number.parseInt(text, 8),
};

const timestamp: ScalarTag = {
  tag: "tag:yaml.org,2002:timestamp",
  default: true,
  test: /^(\d{4}-\d\d-\d\d)(?:(?:[Tt]|[ \t]+)(\d\d:\d\d:\d\d)(\.\d+)?[ \t]*(Z|[-+]\d\d:\d\d)?)?$/,
  resolve: (text) => goTime(text.match(timestamp.test as RegExp)!),
};

/** Go's `time.Time.String()`: `2026-12-31 00:00:00 +0000 UTC`; a zone without a name is printed twice. */
function goTime([, date, time = "00:00:00", fraction = "", zone = "Z"]: RegExpMatchArray): string {
  const digits = fraction.replace(/\.?0+$/, "");
  const offset = zone.replace(":", "");
  return `${date} ${time}${digits} ${zone === "Z" || offset === "+0000" ? "+0000 UTC" : `${offset} ${offset}`}`;
}
