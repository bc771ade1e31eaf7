# offered.zsh SCRIPT LINE: what zsh offers after LINE by the completion of SCRIPT, one a line, in an interactive shell of its own on a terminal.
zmodload zsh/zpty
export ZDOTDIR=/dev/null
script=${(q)1} line=$2
zpty shell zsh --no-rcs --interactive
ask() { zpty -w shell "$1" }
ask "PS1= PROMPT_EOL_MARK= ; autoload -Uz compinit; compinit -D -u"
ask "source $script"
# What would be offered is printed in place of being shown; the flags that name the offered words' array or filter them stay compadd's own.
ask 'compadd() {
  [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]] && { builtin compadd "$@"; return }
  local -a found; builtin compadd -O found "$@"
  builtin compadd "$@"; local status_=$?
  (( $#found )) && print -l -- "offered:"${^found}
  return $status_
}
finish() { zle complete-word; print -- "completion ended"; exit }
zle -N finish; bindkey "^I" finish; print -- "shell ""is ready"'
while zpty -r shell said; do [[ $said == *"shell is ready"* ]] && break; done
zpty -n -w shell "$line"$'\t'
while zpty -r shell said; do
  print -r -- "${said//$'\r'/}" | sed -n 's/.*offered://p'
  [[ $said == *"completion ended"* ]] && break
done
zpty -d shell
