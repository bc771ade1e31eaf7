import type { Completed, DescribedCommand } from "./described.ts";

/** Completion for bash 3.2 and newer. */
export function bashCompletion(commands: readonly DescribedCommand[]): string {
  const called = commands.filter(({ path }) => path.length > 0).map(({ path }) => `/${path.join("/")}`);
  const values = commands.flatMap(({ path, options }) =>
    options.flatMap(({ names, value }) => (value ? names.map((name) => [`/${path.join("/")} ${name}`, value] as const) : [])),
  );
  return `# bash completion of modelkeep, written by: modelkeep completion bash
_modelkeep_stacks() {
  local file dir
  dir=$(sed -n 's/^stackConfigDir: *//p' Pulumi.yaml 2>/dev/null)
  for file in "\${dir:-.}"/Pulumi.*.yaml; do
    [ -e "$file" ] || continue
    file=\${file##*/Pulumi.}
    echo "\${file%.yaml}"
  done
}

_modelkeep() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} verb=/ i
  COMPREPLY=()
  # bash takes the = of --stack=demo for a word of its own.
  [ "$cur" != = ] || cur=
  if [ "\${COMP_WORDS[COMP_CWORD]}" = = ]; then prev=\${COMP_WORDS[COMP_CWORD-1]}
  elif [ "$prev" = = ]; then prev=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${verb%/}/\${COMP_WORDS[i]}" in
      ${called.join("|")}) verb=\${verb%/}/\${COMP_WORDS[i]} ;;
    esac
  done
  case "$verb $prev" in
${values.map(([at, value]) => `    "${at}") ${reply(value)}; return ;;`).join("\n")}
  esac
  case "$verb" in
${commands.map((command) => `    /${command.path.join("/")}) ${candidates(command)} ;;`).join("\n")}
  esac
}
complete -F _modelkeep modelkeep
`;
}

const among = (words: string) => `COMPREPLY=($(compgen -W "${words}" -- "$cur"))`;

function reply(value: Completed): string {
  switch (value.kind) {
    case "words":
      return among(value.words.join(" "));
    case "stacks":
      return among("$(_modelkeep_stacks)");
    case "files":
      return 'COMPREPLY=($(compgen -f -- "$cur"))';
    case "nothing":
      return ":";
  }
}

function candidates({ verbs, options, argument }: DescribedCommand): string {
  const words = [...verbs.map(({ name }) => name), ...options.flatMap(({ names }) => names)];
  const own = among([...words, ...(argument.kind === "words" ? argument.words : [])].join(" "));
  return argument.kind === "files" ? `${own}; [ \${#COMPREPLY[@]} -gt 0 ] || ${reply(argument)}` : own;
}
