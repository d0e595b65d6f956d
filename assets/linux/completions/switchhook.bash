# bash completion of switchhook(1)
_switchhook() {
  local cur=${COMP_WORDS[COMP_CWORD]} i order=
  local orders='answer decline silence hangup mute unmute hold resume show dial status'
  local options='--hidden --server= --discovery-url= --extra-ca= --user-data-dir= --help --version'
  COMPREPLY=()
  # Bash takes "=" for a word of its own.
  if [[ $cur == '=' ]]; then
    cur=
  elif [[ ${COMP_WORDS[COMP_CWORD - 1]} != '=' ]]; then
    for ((i = 1; i < COMP_CWORD; i++)); do
      if [[ " $orders " == *" ${COMP_WORDS[i]} "* ]]; then order=${COMP_WORDS[i]}; fi
    done
    if [[ $order == status ]]; then
      options=--json
    elif [[ -n $order ]]; then
      return
    fi
    if [[ -z $order && $cur != -* ]]; then options=$orders; fi
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
    if [[ ${COMPREPLY[0]-} == *= ]]; then compopt -o nospace; fi
    return
  fi
  i=$((COMP_CWORD - 1))
  if [[ ${COMP_WORDS[i]} == '=' ]]; then i=$((i - 1)); fi
  case ${COMP_WORDS[i]} in
    --extra-ca) mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;
    --user-data-dir) mapfile -t COMPREPLY < <(compgen -d -- "$cur") ;;
  esac
  compopt -o filenames
}
complete -F _switchhook switchhook
