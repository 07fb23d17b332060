/**
 * What bash and zsh have to know: on each Tab they ask `lvsadm completion words LINE` what to offer, so that options and addresses
 * are those of the installed version and of the table now.
 */

export const completedCommands = ["lvsadm", "checkd", "vrrpd", "rsprep", "genhash"] as const;

/** First line of an answer that leaves it to the shell. */
export const filesMark = ":files";

const bash = `# Completion of lvskit's commands for bash: source it, or put it into /etc/bash_completion.d/lvsadm.
_lvskit() {
    local line=\${COMP_LINE:0:COMP_POINT} current offered taken
    current=\${line##*[[:blank:]]}
    mapfile -t offered < <(lvsadm completion words "$line" 2>/dev/null)
    COMPREPLY=()
    if [[ \${offered[0]} == ${filesMark} ]]; then
        mapfile -t COMPREPLY < <(compgen -f -- "\${current#--*=}")
        compopt -o filenames 2>/dev/null
        return
    fi
    # Where = and : part words, readline replaces only what follows the last of them.
    taken=
    [[ $COMP_WORDBREAKS == *:* && $current == *:* ]] && taken=\${current%:*}:
    [[ -z $taken && $COMP_WORDBREAKS == *=* && $current == *=* ]] && taken=\${current%%=*}=
    local one
    for one in "\${offered[@]}"; do
        one=\${one%%$'\\t'*}
        COMPREPLY+=("\${one#"$taken"}")
    done
}
complete -F _lvskit ${completedCommands.join(" ")}
`;

const zsh = `#compdef ${completedCommands.join(" ")}
# Completion of lvskit's commands for zsh: put it into a folder of $fpath as _lvsadm.
_lvskit() {
    local -a offered texts helps
    local one line
    line="\${(j: :)words[1,CURRENT-1]} $PREFIX"
    offered=("\${(@f)$(lvsadm completion words "$line" 2>/dev/null)}")
    if [[ \${offered[1]} == ${filesMark} ]]; then
        _files
        return
    fi
    for one in $offered; do
        texts+=("\${one%%$'\\t'*}")
        helps+=("\${one/$'\\t'/  -- }")
    done
    compadd -Q -d helps -a -- texts
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _lvskit "$@"
else
    compdef _lvskit ${completedCommands.join(" ")}
fi
`;

export const scripts: Readonly<Record<string, string>> = { bash, zsh };
