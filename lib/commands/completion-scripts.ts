/**
 * What bash and zsh have to know: on each Tab they ask `lvsadm completion words LINE` what to offer, so that options and addresses
 * are those of the installed version and of the table now.
 */

export const completedCommands = ["lvsadm", "checkd", "vrrpd", "rsprep", "genhash"] as const;

/** First line of an answer that leaves it to the shell. */
export const filesMark = ":files";

const bash = `# Completion of lvskit's commands for bash: source it, or put it into /etc/bash_completion.d/lvsadm.
_lvskit() {
    local line=\${COMP_LINE:0:COMP_POINT} current offered one taken
    current=\${line##*[[:blank:]]}
    offered=$(lvsadm completion words "$line" 2>/dev/null)
    COMPREPLY=()
    if [[ $offered == ${filesMark} ]]; then
        while IFS= read -r one; do
            [[ -n $one ]] && COMPREPLY+=("$one")
        done <<<"$(compgen -f -- "\${current#--*=}")"
        compopt -o filenames 2>/dev/null
        return
    fi
    # Where = and : part words, readline replaces only what follows the last of them.
    taken=
    [[ $COMP_WORDBREAKS == *:* && $current == *:* ]] && taken=\${current%:*}:
    [[ -z $taken && $COMP_WORDBREAKS == *=* && $current == *=* ]] && taken=\${current%%=*}=
    while IFS= read -r one; do
        one=\${one%%$'\\t'*}
        [[ -n $one ]] && COMPREPLY+=("\${one#"$taken"}")
    done <<<"$offered"
}
complete -F _lvskit ${completedCommands.join(" ")}
`;

// Its own name is that of the file: autoloaded, the file is the function until it has defined it.
const zsh = `#compdef ${completedCommands.join(" ")}
# Completion of lvskit's commands for zsh: put it into a folder of $fpath as _lvsadm.
_lvsadm() {
    local -a typed offered texts helps
    local one
    typed=("\${(@Q)words[1,CURRENT-1]}" "\${(Q)PREFIX}")
    offered=("\${(@f)$(lvsadm completion words "\${(j: :)typed}" 2>/dev/null)}")
    if [[ \${offered[1]} == ${filesMark} ]]; then
        compset -P '--*='
        _files
        return
    fi
    for one in $offered; do
        texts+=("\${one%%$'\\t'*}")
        helps+=("\${one/$'\\t'/  -- }")
    done
    compadd -d helps -a -- texts
}
if [[ \${funcstack[1]} == _lvsadm ]]; then
    _lvsadm "$@"
else
    compdef _lvsadm ${completedCommands.join(" ")}
fi
`;

export const scripts: Readonly<Record<string, string>> = { bash, zsh };
