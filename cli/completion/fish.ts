import type { Completed, DescribedCommand } from "./described.ts";

/** Completion for fish 3 and newer. */
export function fishCompletion(commands: readonly DescribedCommand[]): string {
  const called = commands.filter(({ path }) => path.length > 0).map(({ path }) => quoted(`/${path.join("/")}`));
  return `# fish completion of modelkeep, written by: modelkeep completion fish
function __modelkeep_at
    set -l verb
    for word in (commandline -opc)[2..-1]
        contains -- "$verb/$word" ${called.join(" ")}; and set verb "$verb/$word"
    end
    test "$verb" = "$argv[1]"
end
function __modelkeep_stacks
    set -l dir (cat Pulumi.yaml 2>/dev/null | string replace -rf '^stackConfigDir: *' '')
    test -n "$dir"; or set dir .
    for file in $dir/Pulumi.*.yaml
        string replace -r '^.*/Pulumi\\.(.+)\\.yaml$' '$1' -- $file
    end
end
complete -c modelkeep -f
${commands.flatMap(lines).join("\n")}
`;
}

const quoted = (text: string) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

function lines({ path, verbs, options, argument }: DescribedCommand): string[] {
  const at = `complete -c modelkeep -n ${quoted(`__modelkeep_at ${quoted(path.length > 0 ? `/${path.join("/")}` : "")}`)}`;
  return [
    ...verbs.map(({ name, summary }) => `${at} -a ${name} -d ${quoted(summary)}`),
    ...(argument.kind === "nothing" ? [] : [`${at} ${reply(argument)}`]),
    ...options.map(({ names, summary, value }) => {
      const flags = names.map((name) => (name.startsWith("--") ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`)).join(" ");
      return `${at} ${flags}${value ? ` ${taken(value)}` : ""} -d ${quoted(summary)}`;
    }),
  ];
}

/** An option's value: without `-x` fish also offers files. */
const taken = (value: Completed) => (value.kind === "files" ? "-r -F" : `-x ${reply(value)}`);

function reply(value: Completed): string {
  switch (value.kind) {
    case "words":
      return `-a ${quoted(value.words.join(" "))}`;
    case "stacks":
      return "-a '(__modelkeep_stacks)'";
    case "files":
      return "-F";
    case "nothing":
      return "";
  }
}
