import type { Completed, DescribedCommand } from "./described.ts";

/** Completion for zsh 5 and newer. */
export function zshCompletion(commands: readonly DescribedCommand[]): string {
  const called = commands.filter(({ path }) => path.length > 0).map(({ path }) => `/${path.join("/")}`);
  const values = commands.flatMap(({ path, options }) =>
    options.flatMap(({ names, value }) => (value ? names.map((name) => [`/${path.join("/")} ${name}`, value] as const) : [])),
  );
  return `#compdef modelkeep
# zsh completion of modelkeep, written by: modelkeep completion zsh
_modelkeep() {
  local verb=/ i prev=\${words[CURRENT-1]}
  local -a verbs options stacks
  [[ \${words[CURRENT]} == --*=* ]] && prev=\${words[CURRENT]%%=*} && compset -P '*='
  local dir=$(sed -n 's/^stackConfigDir: *//p' Pulumi.yaml 2>/dev/null)
  stacks=(\${dir:-.}/Pulumi.*.yaml(N:t:s/Pulumi.//:r))
  for ((i = 2; i < CURRENT; i++)); do
    case "\${verb%/}/\${words[i]}" in
      (${called.join("|")}) verb=\${verb%/}/\${words[i]} ;;
    esac
  done
  case "$verb $prev" in
${values.map(([at, value]) => `    (${quoted(at)}) ${reply(value)}; return ;;`).join("\n")}
  esac
  case "$verb" in
${commands.map(candidates).join("\n")}
  esac
  (( \${#verbs} )) && _describe verb verbs
  (( \${#options} )) && _describe option options
}
compdef _modelkeep modelkeep
`;
}

/** A text in single quotes, escaped for the shell. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** A name with its description, in the notation of `_describe`. */
const item = (name: string, summary: string) => quoted(`${name}:${summary}`);

function reply(value: Completed): string {
  switch (value.kind) {
    case "words":
      return `compadd -- ${value.words.map(quoted).join(" ")}`;
    case "stacks":
      return 'compadd -- "$stacks[@]"';
    case "files":
      return "_files";
    case "nothing":
      return ":";
  }
}

function candidates({ path, verbs, options, argument }: DescribedCommand): string {
  const all = options.flatMap(({ names, summary }) => names.map((name) => item(name, summary)));
  const argued = argument.kind === "nothing" ? "" : ` ${reply(argument)};`;
  return `    (/${path.join("/")})${argued} verbs=(${verbs.map(({ name, summary }) => item(name, summary)).join(" ")}); options=(${all.join(" ")}) ;;`;
}
