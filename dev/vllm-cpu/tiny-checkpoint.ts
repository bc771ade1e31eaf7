// node dev/vllm-cpu/tiny-checkpoint.ts OUT TOKENIZER --architecture NAME [--model NAME]: a checkpoint of random weights, for `tiny-checkpoint`.
import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Lockfile } from "../../charts/keep-spec.ts";
import { lockfileText, parseLockfile } from "../../charts/weights/lockfile.ts";
import { writeSafetensors } from "./safetensors.ts";
import { type Architecture, architectures, configOf, tensorsOf } from "./tiny-tensors.ts";

const usage = `usage: tiny-checkpoint OUT --architecture ${architectures.join("|")} [--model NAME]`;

/** Ends with one line on standard error. */
function refuse(message: string): never {
  console.error(`tiny-checkpoint: ${message}`);
  process.exit(2);
}

/** The catalog's model of an architecture whose name the checkpoint takes, so that a stack with this model can be given it. */
const standsFor: Record<Architecture, string> = {
  qwen2: "DeepSeek-R1-Distill-Qwen-1.5B",
  llama: "DeepSeek-R1-Distill-Llama-8B",
  "deepseek-v2": "DeepSeek-V2",
  "deepseek-v3": "DeepSeek-V3",
  "deepseek-v3.2": "DeepSeek-V3.2",
};

/** How DeepSeek's models take turns, from the tokenizer's configuration that they publish. */
const chatTemplate =
  "{{ bos_token }}{% for m in messages %}{% if m['role'] == 'user' %}<｜User｜>{{ m['content'] }}{% elif m['role'] == 'assistant' %}" +
  "<｜Assistant｜>{{ m['content'] }}<｜end▁of▁sentence｜>{% else %}{{ m['content'] }}{% endif %}{% endfor %}" +
  "{% if add_generation_prompt %}<｜Assistant｜>{% endif %}";

const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest("hex");

function main(): void {
  let parsed: ReturnType<typeof read>;
  try {
    parsed = read();
  } catch (error) {
    refuse(`${(error as Error).message}; ${usage}`);
  }
  const { values, positionals } = parsed;
  const [out, tokenizer, ...rest] = positionals;
  if (out === undefined || tokenizer === undefined || rest.length > 0) refuse(usage);
  const architecture = architectures.find((name) => name === values.architecture);
  if (architecture === undefined) refuse(`--architecture is ${values.architecture ?? "missing"}; accepted: ${architectures.join(", ")}`);
  const model = values.model ?? standsFor[architecture];

  mkdirSync(out, { recursive: true });
  const scratch = mkdtempSync(join(out, ".making-"));
  try {
    writeFileSync(join(scratch, "config.json"), `${JSON.stringify(configOf(architecture), null, 1)}\n`);
    copyFileSync(join(tokenizer, "tokenizer.json"), join(scratch, "tokenizer.json"));
    const settings: object = JSON.parse(readFileSync(join(tokenizer, "tokenizer_config.json"), "utf8"));
    writeFileSync(join(scratch, "tokenizer_config.json"), `${JSON.stringify({ ...settings, chat_template: chatTemplate }, null, 1)}\n`);
    writeSafetensors(join(scratch, "model.safetensors"), tensorsOf(architecture));
    const files = readdirSync(scratch)
      .sort()
      .map((path) => {
        const data = readFileSync(join(scratch, path));
        chmodSync(join(scratch, path), 0o644);
        return { path, size: data.length, sha256: sha256(data) };
      });
    // No repository has it: its content is its version.
    const commit = sha256(JSON.stringify(files)).slice(0, 40);
    const lockfile: Lockfile = {
      schema: 1,
      model,
      source: { repo: `modelkeep/tiny-${architecture}`, commit, license: "Apache-2.0" },
      files,
    };
    const text = lockfileText(lockfile);
    parseLockfile(text, model);
    const folder = join(out, model, commit);
    if (!existsSync(folder)) {
      mkdirSync(folder, { recursive: true });
      cpSync(scratch, folder, { recursive: true });
    }
    for (const path of [out, join(out, model), folder]) chmodSync(path, 0o755);
    writeFileSync(join(out, `${model}.lock.json`), text);
    console.log(folder);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

const read = () => parseArgs({ allowPositionals: true, options: { architecture: { type: "string" }, model: { type: "string" } } });

main();
