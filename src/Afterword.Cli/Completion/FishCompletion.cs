namespace Afterword.Cli.Completion;

/// <summary>Completion for fish: a line for each command, word and option.</summary>
internal static class FishCompletion
{
    internal static string Script(IReadOnlyList<CompletionEntry> commands) =>
        string.Concat([
            "# afterword: completion for fish. Once:  afterword completion fish > ~/.config/fish/completions/afterword.fish\n",
            .. commands.SelectMany(Lines),
        ]);

    private static IEnumerable<string> Lines(CompletionEntry command)
    {
        yield return $"complete -c afterword -n __fish_use_subcommand -a {command.Name} -d '{command.Description}'\n";
        var when = $"complete -c afterword -n '__fish_seen_subcommand_from {command.Name}'";
        if (command.Words.Count > 0)
            yield return $"{when} -f -a '{string.Join(' ', command.Words)}'\n";
        foreach (var option in command.Options)
            yield return $"{when} -l {option.Name[2..]} -d '{option.Description}'{(option.TakesValue ? Value(option) : "")}\n";
    }

    private static string Value(CompletionOption option) =>
        option.Values.Count > 0 ? $" -x -a '{string.Join(' ', option.Values)}'" : " -r";
}
