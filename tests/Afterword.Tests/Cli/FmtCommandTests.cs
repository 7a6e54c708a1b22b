using System.Text;
using Afterword.Cli.Commands;

namespace Afterword.Tests.Cli;

public sealed class FmtCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("afterword-fmt-");
    private const string Foreign = "# Disks were full\n\n## Overview\n\nThey were.\n";

    public void Dispose() => folder.Delete(recursive: true);

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static (int Code, string Output, string Messages) Run(
        string[] paths,
        bool check = false,
        bool print = false,
        string input = ""
    )
    {
        var output = new StringWriter();
        var messages = new StringWriter();
        var code = FmtCommand.Run(
            paths,
            check,
            print,
            () => new MemoryStream(Encoding.UTF8.GetBytes(input)),
            output,
            messages
        );
        return (code, output.ToString(), messages.ToString());
    }

    [Fact]
    public void A_file_is_brought_into_our_form_once_and_then_left_alone()
    {
        var file = Write("a.md", Foreign);

        Assert.Equal(0, Run([file]).Code);
        var once = File.ReadAllText(file);
        Assert.StartsWith(
            "---\nformat: afterword/1\n---\n\n# Post-Mortem: Disks were full\n**Date**: –\n",
            once,
            StringComparison.Ordinal
        );
        Assert.Contains("## Summary\n", once, StringComparison.Ordinal);
        Assert.Contains("0 changed", Run([file]).Messages, StringComparison.Ordinal);
        Assert.Equal(once, File.ReadAllText(file));
        Assert.Single(folder.GetFiles());
    }

    [Fact]
    public void Checking_names_what_would_change_and_changes_nothing()
    {
        var file = Write("a.md", Foreign);
        var (code, output, _) = Run([file], check: true);

        Assert.Equal(1, code);
        Assert.Equal(file + Environment.NewLine, output);
        Assert.Equal(Foreign, File.ReadAllText(file));
        Run([file]);
        Assert.Equal(0, Run([file], check: true).Code);
    }

    [Fact]
    public void Standard_input_comes_out_on_standard_output()
    {
        var (code, output, messages) = Run(["-"], input: Foreign);

        Assert.Equal(0, code);
        Assert.StartsWith("---\n", output, StringComparison.Ordinal);
        Assert.Empty(messages);
        Assert.Equal(output, Run([], input: output).Output);
    }

    [Fact]
    public void Printing_leaves_the_file_as_it_was()
    {
        var file = Write("a.md", Foreign);

        Assert.StartsWith("---\n", Run([file], print: true).Output, StringComparison.Ordinal);
        Assert.Equal(Foreign, File.ReadAllText(file));
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_named_and_the_others_are_formatted()
    {
        var bad = Write("bad.md", "a\0b");
        var good = Write("good.md", Foreign);
        var (code, _, messages) = Run([bad, good]);

        Assert.Equal(1, code);
        Assert.Contains("bad.md: line 1", messages, StringComparison.Ordinal);
        Assert.StartsWith("---\n", File.ReadAllText(good), StringComparison.Ordinal);
        Assert.Equal("a\0b", File.ReadAllText(bad));
    }

    [Fact]
    public void A_file_of_several_incidents_stays_one_file_with_every_word()
    {
        const string text =
            "# March\n\n## Summary\n\nAlpha.\n\n## Timeline\n\n- 2024-03-01 10:00 a\n\n# April\n\n## Summary\n\nBeta.\n\n## Timeline\n\n- 2024-04-01 10:00 b\n";
        var output = Run([], input: text).Output;

        foreach (var word in new[] { "March", "Alpha", "April", "Beta" })
            Assert.Contains(word, output, StringComparison.Ordinal);
        Assert.Equal(output, Run([], input: output).Output);
    }
}
