namespace Afterword.Cli.Completion;

/// <summary>Completion for zsh: a list of commands, and the arguments of each.</summary>
internal static class ZshCompletion
{
    internal static string Script(IReadOnlyList<CompletionEntry> commands) =>
        string.Concat([
            Begin,
            .. commands.Select(c => $"    '{c.Name}:{c.Description}'\n"),
            Arguments,
            .. commands.Select(Command),
            "  esac\n}\ncompdef _afterword afterword\n",
        ]);

    private static string Command(CompletionEntry command) =>
        string.Concat([
            $"    {command.Name}) _arguments",
            .. command.Options.Select(o =>
                $" \\\n      '{o.Name}[{o.Description}]{(o.TakesValue ? Value(o) : "")}'"
            ),
            command.Words.Count > 0
                ? $" \\\n      '*:word:({string.Join(' ', command.Words)})'"
                : " \\\n      '*:file:_files'",
            " ;;\n",
        ]);

    private static string Value(CompletionOption option) =>
        option.Values.Count > 0 ? $":value:({string.Join(' ', option.Values)})" : ":file:_files";

    private const string Begin = """
        #compdef afterword
        # afterword: completion for zsh. Put this into ~/.zshrc, behind compinit:  source <(afterword completion zsh)
        _afterword() {
          local -a commands
          commands=(

        """;

    private const string Arguments = """
          )
          if (( CURRENT == 2 )); then
            _describe command commands
            return
          fi
          local command=$words[2]
          shift words
          (( CURRENT-- ))
          case $command in

        """;
}
