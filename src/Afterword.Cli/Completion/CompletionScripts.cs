using System.Globalization;
using System.Text;

namespace Afterword.Cli.Completion;

/// <summary>What a shell must be told so that the tab key knows the commands; plain text, nothing is run while typing.</summary>
internal static class CompletionScripts
{
    internal static string[] Shells { get; } = ["bash", "zsh", "fish", "powershell"];

    internal static string For(string shell, IReadOnlyList<CompletionEntry> commands) =>
        shell switch
        {
            "bash" => Bash(commands),
            "zsh" => Zsh(commands),
            "fish" => Fish(commands),
            _ => PowerShell(commands),
        };

    private static string Bash(IReadOnlyList<CompletionEntry> commands)
    {
        var script = new StringBuilder(
            """
            # afterword: completion for bash. Put this into ~/.bashrc:  source <(afterword completion bash)
            _afterword() {
              local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words=
              COMPREPLY=()
              if [ "$COMP_CWORD" -eq 1 ]; then

            """
        );
        script.Append(
            CultureInfo.InvariantCulture,
            $"    words='{Names(commands)} --help --version'\n"
        );
        script.Append(
            "    COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n    return\n  fi\n  case \"${COMP_WORDS[1]} $prev\" in\n"
        );
        foreach (var command in commands)
        foreach (var option in command.Options.Where(o => o.TakesValue))
            script.Append(
                option.Values.Count > 0
                    ? $"    '{command.Name} {option.Name}') COMPREPLY=($(compgen -W '{string.Join(' ', option.Values)}' -- \"$cur\")); return ;;\n"
                    : $"    '{command.Name} {option.Name}') COMPREPLY=($(compgen -f -- \"$cur\")); return ;;\n"
            );
        script.Append("  esac\n  case \"${COMP_WORDS[1]}\" in\n");
        foreach (var command in commands)
            script.Append(
                CultureInfo.InvariantCulture,
                $"    {command.Name}) words='{string.Join(' ', command.Words.Concat(command.Options.Select(o => o.Name)))}' ;;\n"
            );
        return script
            .Append(
                """
                  esac
                  COMPREPLY=($(compgen -W "$words" -- "$cur"))
                  case "$cur" in -*) ;; *) COMPREPLY+=($(compgen -f -- "$cur")) ;; esac
                }
                complete -o filenames -F _afterword afterword

                """
            )
            .ToString();
    }

    private static string Zsh(IReadOnlyList<CompletionEntry> commands)
    {
        var script = new StringBuilder(
            """
            #compdef afterword
            # afterword: completion for zsh. Put this into ~/.zshrc, behind compinit:  source <(afterword completion zsh)
            _afterword() {
              local -a commands
              commands=(

            """
        );
        foreach (var command in commands)
            script.Append(
                CultureInfo.InvariantCulture,
                $"    '{command.Name}:{command.Description}'\n"
            );
        script.Append(
            "  )\n  if (( CURRENT == 2 )); then\n    _describe command commands\n    return\n  fi\n  local command=$words[2]\n  shift words\n  (( CURRENT-- ))\n  case $command in\n"
        );
        foreach (var command in commands)
        {
            script.Append(CultureInfo.InvariantCulture, $"    {command.Name}) _arguments");
            foreach (var option in command.Options)
                script.Append(
                    CultureInfo.InvariantCulture,
                    $" \\\n      '{option.Name}[{option.Description}]{(option.TakesValue ? option.Values.Count > 0 ? $":value:({string.Join(' ', option.Values)})" : ":file:_files" : "")}'"
                );
            script.Append(
                command.Words.Count > 0
                    ? $" \\\n      '*:word:({string.Join(' ', command.Words)})'"
                    : " \\\n      '*:file:_files'"
            );
            script.Append(" ;;\n");
        }
        return script.Append("  esac\n}\ncompdef _afterword afterword\n").ToString();
    }

    private static string Fish(IReadOnlyList<CompletionEntry> commands)
    {
        var script = new StringBuilder(
            "# afterword: completion for fish. Once:  afterword completion fish > ~/.config/fish/completions/afterword.fish\n"
        );
        foreach (var command in commands)
        {
            script.Append(
                CultureInfo.InvariantCulture,
                $"complete -c afterword -n __fish_use_subcommand -a {command.Name} -d '{command.Description}'\n"
            );
            var when = $"-n '__fish_seen_subcommand_from {command.Name}'";
            if (command.Words.Count > 0)
                script.Append(
                    CultureInfo.InvariantCulture,
                    $"complete -c afterword {when} -f -a '{string.Join(' ', command.Words)}'\n"
                );
            foreach (var option in command.Options)
                script.Append(
                    CultureInfo.InvariantCulture,
                    $"complete -c afterword {when} -l {option.Name[2..]} -d '{option.Description}'{(option.TakesValue ? option.Values.Count > 0 ? $" -x -a '{string.Join(' ', option.Values)}'" : " -r" : "")}\n"
                );
        }
        return script.ToString();
    }

    private static string PowerShell(IReadOnlyList<CompletionEntry> commands)
    {
        var script = new StringBuilder(
            """
            # afterword: completion for PowerShell. Put this into $PROFILE:  afterword completion powershell | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName afterword -ScriptBlock {
              param($wordToComplete, $commandAst, $cursorPosition)
              $options = @{

            """
        );
        foreach (var command in commands)
            script.Append(
                CultureInfo.InvariantCulture,
                $"    '{command.Name}' = @({Quoted(command.Words.Concat(command.Options.Select(o => o.Name)))})\n"
            );
        script.Append("  }\n  $values = @{\n");
        foreach (var command in commands)
        foreach (var option in command.Options.Where(o => o.Values.Count > 0))
            script.Append(
                CultureInfo.InvariantCulture,
                $"    '{command.Name} {option.Name}' = @({Quoted(option.Values)})\n"
            );
        return script
            .Append(
                """
                  }
                  $typed = @($commandAst.CommandElements | ForEach-Object { $_.ToString() })
                  $before = if ($wordToComplete) { $typed[0..($typed.Count - 2)] } else { $typed }
                  if (@($before).Count -le 1) { $words = $options.Keys }
                  elseif ($values["$($typed[1]) $(@($before)[-1])"]) { $words = $values["$($typed[1]) $(@($before)[-1])"] }
                  else { $words = $options[$typed[1]] }
                  $words | Where-Object { $_ -like "$wordToComplete*" } | Sort-Object |
                    ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
                }

                """
            )
            .ToString();
    }

    private static string Quoted(IEnumerable<string> words) =>
        string.Join(", ", words.Select(w => $"'{w}'"));

    private static string Names(IReadOnlyList<CompletionEntry> commands) =>
        string.Join(' ', commands.Select(c => c.Name));
}
