using Afterword.Cli;
using Afterword.Cli.Commands;
using Afterword.Core.Linting;
using Afterword.Core.PostMortems;

namespace Afterword.Tests.Cli;

public sealed class NewCommandTests : IDisposable
{
    private static readonly NewCommand.Beginning Known = new(
        "Sign-in failed",
        new(2026, 11, 21),
        "Lee Moss"
    );

    private readonly string folder = Directory.CreateTempSubdirectory("afterword-new-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static (int Code, string Out, string Messages) Run(
        string? file,
        NewCommand.Beginning known
    )
    {
        using var output = new StringWriter();
        using var messages = new StringWriter();
        var code = NewCommand.Run(file, known, output, messages);
        return (code, output.ToString(), messages.ToString());
    }

    [Theory]
    [InlineData(LintProfile.Starter)]
    [InlineData(LintProfile.Recommended)]
    [InlineData(LintProfile.Strict)]
    public void A_new_document_lacks_nothing_but_what_must_be_filled_in(LintProfile profile)
    {
        foreach (var known in new[] { Known, new(null, Known.Date) })
        {
            var text = Run(null, known).Out;
            var lines = text.Split('\n');
            var findings = Linter
                .Lint(text, LintOptions.Default with { Profile = profile })
                .Findings;
            Assert.Equal(["AW009"], findings.Select(f => f.RuleId).Distinct());
            Assert.Equal(
                Enumerable
                    .Range(1, lines.Length)
                    .Where(n => lines[n - 1].Contains("[fill in", StringComparison.Ordinal)),
                findings.Select(f => f.Range.Line).Distinct()
            );
        }
    }

    [Fact]
    public void A_folder_that_is_not_there_yet_is_made_and_the_document_can_be_found_in_it()
    {
        var name = Path.Combine(folder, "docs", "postmortems");

        Assert.Equal(ExitCodes.Fine, Run(name, Known).Code);

        Assert.EndsWith(".md", Assert.Single(Directory.GetFiles(name)), StringComparison.Ordinal);
    }

    [Fact]
    public void Filled_in_it_has_nothing_to_improve_even_for_the_strict()
    {
        var text = Run(null, Known).Out;
        var minute = 1;
        while (text.IndexOf("HH:mm", StringComparison.Ordinal) is >= 0 and var at)
            text = $"{text[..at]}14:{minute++:00}{text[(at + 5)..]}";
        foreach (
            var (words, filled) in new[]
            {
                ("from the first effect", "3 minutes"),
                ("what was affected", "12% of sign-ins failed for 3 minutes"),
                ("one change, and the measure", "Alert when sign-in failures exceed 5%"),
                ("one person", "@lee"),
                ("a day", "2026-12-01"),
            }
        )
            text = Fill(text, words, filled);
        while (text.Contains("[fill in", StringComparison.Ordinal))
            text = Fill(text, "", "The pool held 50 connections and the batch opened more.");
        text = text.Replace("| Not started |", "| Not started |", StringComparison.Ordinal);
        var ids = Linter
            .Lint(text, LintOptions.Default with { Profile = LintProfile.Strict })
            .Findings.Select(f => f.RuleId);
        // A ticket is a thing the form of templates.md has no column for.
        Assert.Equal(["AW207"], ids);
    }

    [Fact]
    public void It_is_read_back_as_what_was_said()
    {
        var document = Assert.Single(PostMortemReader.Read(Run(null, Known).Out).Documents);
        Assert.EndsWith("Sign-in failed", document.Title, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2026, 11, 21), document.Date);
        Assert.Equal(["Lee Moss"], document.Authors);
    }

    [Fact]
    public void A_file_is_written_once_and_never_overwritten()
    {
        var path = Path.Combine(folder, "deep", "pm.md");
        var (code, output, messages) = Run(path, Known);
        Assert.Equal(ExitCodes.Fine, code);
        Assert.Empty(output);
        Assert.Contains($"afterword lint {path}", messages, StringComparison.Ordinal);
        File.WriteAllText(path, "mine");
        (code, _, messages) = Run(path, Known);
        Assert.Equal(ExitCodes.WrongUsage, code);
        Assert.Equal(
            $"{path}: is there already and stays as it is. Name another file.\n",
            messages
        );
        Assert.Equal("mine", File.ReadAllText(path));
    }

    [Fact]
    public void A_folder_gets_a_file_named_by_day_and_title()
    {
        Run(folder, Known with { Title = "Sign-in: failed / “twice”" });
        Assert.Equal(
            "2026-11-21-sign-in-failed-twice.md",
            Path.GetFileName(Assert.Single(Directory.GetFiles(folder)))
        );
    }

    [Fact]
    public void A_form_of_a_teams_own_is_filled_in()
    {
        var form = Path.Combine(folder, "form.md");
        File.WriteAllText(form, "# {title} ({date})\n\nBy {authors}, {unknown}\n");
        Assert.Equal(
            "# Sign-in failed (2026-11-21)\n\nBy Lee Moss, {unknown}\n",
            Run(null, Known with { Template = form }).Out
        );
        var (code, _, messages) = Run(null, Known with { Template = form + "x" });
        Assert.Equal(ExitCodes.WrongUsage, code);
        Assert.Contains("there is no such file", messages, StringComparison.Ordinal);
    }

    private static string Fill(string text, string words, string filled)
    {
        var from = text.IndexOf("[fill in: " + words, StringComparison.Ordinal);
        return text[..from] + filled + text[(text.IndexOf(']', from) + 1)..];
    }
}
