/** Scripts that ask `omada __complete` for what can stand at the cursor. It answers as {@link complete} says. */
export const SCRIPTS = {
  bash: `# bash completion of omada
_omada() {
  local current="\${COMP_WORDS[COMP_CWORD]}" lines line value
  [[ $current == "=" ]] && current=""
  COMPREPLY=()
  mapfile -t lines < <(omada __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  case "\${lines[0]}" in
    files) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
    folders) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- "$current") ;;
    *)
      for line in "\${lines[@]:1}"; do
        value="\${line%%$'\\t'*}"
        # bash replaces only what stands behind the sign of equality.
        [[ $value == --*=* ]] && value="\${value#*=}"
        COMPREPLY+=("$value")
      done ;;
  esac
}
complete -F _omada omada
`,
  zsh: `#compdef omada
# zsh completion of omada
_omada() {
  local -a lines shown
  local line value
  lines=("\${(@f)$(omada __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  case $lines[1] in
    files) _files ;;
    folders) _files -/ ;;
    *)
      for line in "\${(@)lines[2,-1]}"; do
        value="\${\${line%%$'\\t'*}//:/\\\\:}"
        if [[ $line == *$'\\t'* ]]; then shown+=("$value:\${line#*$'\\t'}"); else shown+=("$value"); fi
      done
      _describe -V omada shown ;;
  esac
}
if [[ $funcstack[1] == _omada ]]; then _omada "$@"; else compdef _omada omada; fi
`,
  fish: `# fish completion of omada
function __omada_complete
  set -l words (commandline -opc)
  set -l current (commandline -ct)
  set -l lines (omada __complete $words[2..-1] "$current" 2>/dev/null)
  switch "$lines[1]"
    case files
      __fish_complete_path "$current"
    case folders
      __fish_complete_directories "$current"
    case '*'
      if test (count $lines) -gt 1
        printf '%s\\n' $lines[2..-1]
      end
  end
end
complete -c omada -f -a '(__omada_complete)'
`,
} as const;
