namespace Afterword.Cli.Completion;

/// <summary>What a shell must be told so that the tab key knows the commands; plain text, nothing is run while typing.</summary>
internal static class CompletionScripts
{
    internal static string[] Shells { get; } = ["bash", "zsh", "fish", "powershell"];

    internal static string For(string shell, IReadOnlyList<CompletionEntry> commands) =>
        shell switch
        {
            "bash" => BashCompletion.Script(commands),
            "zsh" => ZshCompletion.Script(commands),
            "fish" => FishCompletion.Script(commands),
            _ => PowerShellCompletion.Script(commands),
        };
}
