namespace Afterword.Cli.Completion;

/// <summary>Completion for PowerShell: two tables, of words and of values, and the few lines that look into them.</summary>
internal static class PowerShellCompletion
{
    internal static string Script(IReadOnlyList<CompletionEntry> commands) =>
        string.Concat([
            Begin,
            .. commands.Select(c =>
                $"    '{c.Name}' = @({Quoted(c.Words.Concat(c.Options.Select(o => o.Name)))})\n"
            ),
            "  }\n  $values = @{\n",
            .. commands.SelectMany(c =>
                c.Options.Where(o => o.Values.Count > 0)
                    .Select(o => $"    '{c.Name} {o.Name}' = @({Quoted(o.Values)})\n")
            ),
            End,
        ]);

    private static string Quoted(IEnumerable<string> words) =>
        string.Join(", ", words.Select(w => $"'{w}'"));

    private const string Begin = """
        # afterword: completion for PowerShell. Put this into $PROFILE:  afterword completion powershell | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName afterword -ScriptBlock {
          param($wordToComplete, $commandAst, $cursorPosition)
          $options = @{

        """;

    private const string End = """
          }
          $typed = @($commandAst.CommandElements | ForEach-Object { $_.ToString() })
          $before = if ($wordToComplete) { $typed[0..($typed.Count - 2)] } else { $typed }
          if (@($before).Count -le 1) { $words = $options.Keys }
          elseif ($values["$($typed[1]) $(@($before)[-1])"]) { $words = $values["$($typed[1]) $(@($before)[-1])"] }
          else { $words = $options[$typed[1]] }
          $words | Where-Object { $_ -like "$wordToComplete*" } | Sort-Object |
            ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }

        """;
}
