namespace Afterword.Cli.Completion;

/// <summary>Completion for bash: words by command, values by command and option.</summary>
internal static class BashCompletion
{
    internal static string Script(IReadOnlyList<CompletionEntry> commands) =>
        string.Concat([
            Begin,
            $"    words='{string.Join(' ', commands.Select(c => c.Name))} --help --version'\n",
            Values,
            .. commands.SelectMany(c =>
                c.Options.Where(o => o.TakesValue).Select(o => Value(c, o))
            ),
            Words,
            .. commands.Select(c =>
                $"    {c.Name}) words='{string.Join(' ', c.Words.Concat(c.Options.Select(o => o.Name)))}' ;;\n"
            ),
            End,
        ]);

    private static string Value(CompletionEntry command, CompletionOption option) =>
        option.Values.Count > 0
            ? $"    '{command.Name} {option.Name}') COMPREPLY=($(compgen -W '{string.Join(' ', option.Values)}' -- \"$cur\")); return ;;\n"
            : $"    '{command.Name} {option.Name}') COMPREPLY=($(compgen -f -- \"$cur\")); return ;;\n";

    private const string Begin = """
        # afterword: completion for bash. Put this into ~/.bashrc:  source <(afterword completion bash)
        _afterword() {
          local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words=
          COMPREPLY=()
          if [ "$COMP_CWORD" -eq 1 ]; then

        """;

    private const string Values = """
            COMPREPLY=($(compgen -W "$words" -- "$cur"))
            return
          fi
          case "${COMP_WORDS[1]} $prev" in

        """;

    private const string Words = """
          esac
          case "${COMP_WORDS[1]}" in

        """;

    private const string End = """
          esac
          COMPREPLY=($(compgen -W "$words" -- "$cur"))
          case "$cur" in -*) ;; *) COMPREPLY+=($(compgen -f -- "$cur")) ;; esac
        }
        complete -o filenames -F _afterword afterword

        """;
}
