using System.Text;
using System.Text.Json;
using Afterword.Cli.Commands;

namespace Afterword.Tests.Cli;

/// <summary>The JSON of <c>afterword parse</c> as the contract gives it, and what it does with files that are none.</summary>
public sealed class ParseCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("afterword-parse-");

    public void Dispose() => folder.Delete(recursive: true);

    private string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static (int Code, IReadOnlyList<JsonElement> Lines, string Messages) Run(
        params string[] paths
    )
    {
        var output = new StringWriter();
        var messages = new StringWriter();
        var code = ParseCommand.Run(paths, json: true, output, messages);
        return (
            code,
            [
                .. output
                    .ToString()
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Select(l => JsonDocument.Parse(l).RootElement),
            ],
            messages.ToString()
        );
    }

    [Fact]
    public void Every_field_of_the_contract_is_there()
    {
        var file = Write(
            "a.md",
            "# Login was down\n\n**Severity**: SEV2\n\n## Impact\n\nAll users for 54 minutes.\n\n## Timeline (UTC)\n\n- 2025-01-31 14:02 deploy\n- 14:56 fixed\n\n## Finance\n\nNo cost.\n\n## Action items\n\n- [x] Alert on rust – Owner: @lee, Due: 2025-02-28 ([OPS-1](https://jira.example.org/browse/OPS-1))\n"
        );

        var (code, lines, _) = Run(file);
        var o = Assert.Single(lines);

        Assert.Equal(0, code);
        Assert.Equal(
            [
                "file",
                "title",
                "date",
                "zone",
                "startedAt",
                "startedLocal",
                "detectedAt",
                "detectedLocal",
                "mitigatedAt",
                "mitigatedLocal",
                "resolvedAt",
                "resolvedLocal",
                "durationMinutes",
                "durationText",
                "severity",
                "authors",
                "impact",
                "timeline",
                "sections",
                "actionItems",
                "report",
            ],
            o.EnumerateObject().Select(p => p.Name)
        );
        Assert.Equal(file, o.GetProperty("file").GetString());
        Assert.Equal("2025-01-31", o.GetProperty("date").GetString());
        Assert.Equal("UTC", o.GetProperty("zone").GetString());
        Assert.Equal("2025-01-31T14:02:00Z", o.GetProperty("startedAt").GetString());
        Assert.Equal("2025-01-31T14:56:00Z", o.GetProperty("resolvedAt").GetString());
        Assert.Equal(JsonValueKind.Null, o.GetProperty("startedLocal").ValueKind);
        Assert.Equal(54, o.GetProperty("durationMinutes").GetInt32());
        Assert.Equal("SEV2", o.GetProperty("severity").GetString());
        Assert.Equal(
            ["impact", "timeline", "other:Finance", "action_items"],
            o.GetProperty("sections").EnumerateArray().Select(s => s.GetString()!)
        );
        var entry = o.GetProperty("timeline")[0];
        Assert.Equal(
            ["at", "local", "stamp", "text", "line"],
            entry.EnumerateObject().Select(p => p.Name)
        );
        Assert.Equal(11, entry.GetProperty("line").GetInt32());
        var item = Assert.Single(o.GetProperty("actionItems").EnumerateArray());
        Assert.Equal(
            ["text", "owner", "dueOn", "dueText", "status", "done", "priority", "ticket", "line"],
            item.EnumerateObject().Select(p => p.Name)
        );
        Assert.StartsWith(
            "Alert on rust – Owner: @lee",
            item.GetProperty("text").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal("@lee", item.GetProperty("owner").GetString());
        Assert.Equal("2025-02-28", item.GetProperty("dueOn").GetString());
        Assert.True(item.GetProperty("done").GetBoolean());
        Assert.Equal(
            "https://jira.example.org/browse/OPS-1",
            item.GetProperty("ticket").GetString()
        );
    }

    [Fact]
    public void Documents_come_in_argument_order_and_a_bad_one_does_not_stop_the_others()
    {
        var first = Write("z.md", "# Z\n");
        var binary = Write("b.md", [0x23, 0x20, 0x00, 0x01]);
        var utf16 = Write("u.md", [0xFF, 0xFE, 0x23, 0x00]);
        var latin = Write("l.md", [0x23, 0x20, 0x0A, 0xE9, 0x20]);
        var large = Write("g.md", new byte[5 * 1024 * 1024]);
        var last = Write("a.md", "# A\n");

        var (code, lines, messages) = Run(
            first,
            binary,
            utf16,
            latin,
            large,
            Path.Combine(folder.FullName, "none.md"),
            last
        );

        Assert.Equal(1, code);
        Assert.Equal(7, lines.Count);
        Assert.Equal("Z", lines[0].GetProperty("title").GetString());
        Assert.All(
            lines.Skip(1).Take(5),
            l => Assert.Equal(["file", "error"], l.EnumerateObject().Select(p => p.Name))
        );
        Assert.Contains(
            "UTF-16",
            lines[2].GetProperty("error").GetString(),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "line 2",
            lines[3].GetProperty("error").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal("A", lines[6].GetProperty("title").GetString());
        Assert.Contains("2 read, 5 skipped", messages, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_read_by_name_and_a_link_in_a_circle_is_named_once()
    {
        Write("2/b.md", "# B\n");
        Write("1.md", "# A\n");
        Write("picture.png", [1, 2, 3]);
        Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "2", "up"), folder.FullName);

        var (code, lines, _) = Run(folder.FullName);

        Assert.Equal(1, code);
        Assert.Equal(
            ["A", "B"],
            lines
                .Where(l => l.TryGetProperty("title", out _))
                .Select(l => l.GetProperty("title").GetString()!)
        );
        Assert.Contains(
            "link",
            Assert
                .Single(lines, l => l.TryGetProperty("error", out _))
                .GetProperty("error")
                .GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Further_incidents_of_a_file_stand_in_more()
    {
        var file = Write(
            "two.md",
            "# March\n\n## Summary\n\nA.\n\n## Timeline\n\n- 2024-03-01 10:00 a\n\n# April\n\n## Summary\n\nB.\n\n## Timeline\n\n- 2024-04-01 10:00 b\n"
        );

        var line = Assert.Single(Run(file).Lines);

        Assert.Equal("March", line.GetProperty("title").GetString());
        var more = Assert.Single(line.GetProperty("more").EnumerateArray());
        Assert.Equal("April", more.GetProperty("title").GetString());
        Assert.False(more.TryGetProperty("file", out _));
    }
}
