using System.CommandLine;
using System.CommandLine.Completions;

namespace Afterword.Cli.Completion;

/// <summary>An option a shell can offer.</summary>
/// <param name="Name">With its dashes.</param>
/// <param name="Description">In a few words.</param>
/// <param name="TakesValue">Whether a word follows it.</param>
/// <param name="Values">The words that may follow; empty means a file or anything else.</param>
internal sealed record CompletionOption(
    string Name,
    string Description,
    bool TakesValue,
    IReadOnlyList<string> Values
);

/// <summary>A command a shell can offer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">In a few words.</param>
/// <param name="Options">Its options.</param>
/// <param name="Words">Words it takes that are no files (bash, zsh …); empty means files.</param>
internal sealed record CompletionEntry(
    string Name,
    string Description,
    IReadOnlyList<CompletionOption> Options,
    IReadOnlyList<string> Words
);

/// <summary>The one list of commands, as shells need it.</summary>
internal static class CompletionTree
{
    internal static IReadOnlyList<CompletionEntry> Of(Command root) =>
        [
            .. root
                .Subcommands.Where(c => !c.Hidden)
                .Select(c => new CompletionEntry(
                    c.Name,
                    OneLine(c.Description),
                    [.. c.Options.Where(o => !o.Hidden).Select(Option), Help],
                    [
                        .. c
                            .Arguments.SelectMany(a => a.GetCompletions(CompletionContext.Empty))
                            .Select(i => i.Label),
                    ]
                )),
        ];

    private static CompletionOption Help { get; } =
        new("--help", "Show what the command takes", false, []);

    private static CompletionOption Option(Option option)
    {
        var takes = option.ValueType != typeof(bool);
        return new(
            option.Name,
            OneLine(option.Description),
            takes,
            takes ? [.. option.GetCompletions(CompletionContext.Empty).Select(i => i.Label)] : []
        );
    }

    // Every shell has its own way to quote; words without these marks need none.
    private static string OneLine(string? text) =>
        (text ?? "")
            .Replace("'", "’", StringComparison.Ordinal)
            .Replace("\"", "”", StringComparison.Ordinal)
            .Replace("`", "", StringComparison.Ordinal)
            .Replace("$", "", StringComparison.Ordinal)
            .Replace("\\", "/", StringComparison.Ordinal)
            .Replace("[", "(", StringComparison.Ordinal)
            .Replace("]", ")", StringComparison.Ordinal)
            .Replace(":", " –", StringComparison.Ordinal)
            .ReplaceLineEndings(" ");
}
