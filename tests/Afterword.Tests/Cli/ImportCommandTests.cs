using Afterword.Cli;
using Afterword.Cli.Commands;
using Afterword.Core.People;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Tests.Cli;

public sealed class ImportCommandTests : IDisposable
{
    private const string Story =
        "# Queue filled up\n\n## Summary\n\nThe queue was full.\n\n## Action Items\n\n- Cap the queue (owner: @nobody)\n- Page on its depth\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("afterword-cli-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_folder_is_imported_with_a_line_a_file_and_the_rest_goes_on()
    {
        await using var app = await TestApp.Start();
        Write("a/queue.md", Story);
        Write("a/broken.md", [0xC3, 0x28, 0x0A]);
        Write("b.md", Story.Replace("Queue", "Disk", StringComparison.Ordinal));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "a", "again"), _folder);

        var (code, output, messages) = await Import(app, []);

        Assert.Equal(1, code);
        Assert.Contains("INC-1 new, 2 items", output, StringComparison.Ordinal);
        Assert.Contains("INC-2 new, 2 items", output, StringComparison.Ordinal);
        Assert.Contains("line 1: is not UTF-8 text", output, StringComparison.Ordinal);
        Assert.Contains("“@nobody” names no person", output, StringComparison.Ordinal);
        Assert.Contains(
            "2 new, 0 changed, 0 unchanged, 2 not imported",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains("broken.md", messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_stores_nothing_and_the_second_import_is_unchanged()
    {
        await using var app = await TestApp.Start();
        Write("queue.md", Story);

        var tried = await Import(app, [], dryRun: true);
        await using (var db = app.Read())
        {
            Assert.Equal(0, await db.Incidents.CountAsync());
        }
        var first = await Import(app, []);
        var second = await Import(app, []);

        Assert.Contains("1 would be new", tried.Output, StringComparison.Ordinal);
        Assert.Contains("The title: Queue filled up", tried.Output, StringComparison.Ordinal);
        Assert.Contains(
            "A new action item: Cap the queue (owner: @nobody) (owner @nobody)",
            tried.Output,
            StringComparison.Ordinal
        );
        Assert.Equal((0, 0, 0), (tried.Code, first.Code, second.Code));
        Assert.Contains("0 new, 0 changed, 1 unchanged", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_of_a_changed_document_says_field_by_field_what_would_change()
    {
        await using var app = await TestApp.Start();
        Write("queue.md", Story);
        await Import(app, []);
        Write(
            "queue.md",
            Story
                .Replace("Queue filled up", "Queue ran over", StringComparison.Ordinal)
                .Replace("Page on its depth", "Page on its depth (DONE)", StringComparison.Ordinal)
                + "- Tell the users\n"
        );

        var tried = await Import(app, [], dryRun: true);

        Assert.Contains(
            "The title: Queue filled up → Queue ran over",
            tried.Output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "The status of OUT-2: not_started → done",
            tried.Output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "A new action item: Tell the users",
            tried.Output,
            StringComparison.Ordinal
        );
        await using var db = app.Read();
        Assert.Equal("Queue filled up", (await db.Incidents.SingleAsync()).Title);
    }

    [Fact]
    public async Task What_cannot_be_read_is_named_skipped_and_counted_and_the_rest_is_imported()
    {
        await using var app = await TestApp.Start();
        Write("good.md", Story);
        Write(
            "utf16.md",
            System.Text.Encoding.Unicode.GetPreamble().Concat("# T"u8.ToArray()).ToArray()
        );
        Write("binary.md", [0x23, 0x20, 0x00, 0x01, 0x02]);
        Write("large.md", new string('x', 5 * 1024 * 1024));
        Write("wide.md", $"# T\n\n{string.Concat(Enumerable.Repeat("| a ", 250_000))}|\n");
        Write(
            "bomb.md",
            $"---\na: &a [x]\n{string.Concat(Enumerable.Range(0, 30).Select(n => $"b{n}: &b{n} [*a, *a]\n"))}---\n# T\n"
        );

        var (code, output, _) = await Import(app, []);

        Assert.Equal(1, code);
        Assert.Contains(
            "6 files: 1 new, 0 changed, 0 unchanged, 5 not imported",
            output,
            StringComparison.Ordinal
        );
        foreach (var name in new[] { "utf16.md", "binary.md", "large.md", "wide.md", "bomb.md" })
        {
            Assert.Matches($"not imported +.*{name}", output);
        }
    }

    [Fact]
    public async Task What_was_imported_is_exported_and_listed()
    {
        await using var app = await TestApp.Start();
        Write("queue.md", Story);
        await Import(app, [], follow: true);
        using var server = await Door(app);
        var (document, incidents, items) = (
            new StringWriter(),
            new StringWriter(),
            new StringWriter()
        );

        await ExportCommand.Run("inc-1", null, server, document, default);
        await ListCommands.Run(
            server,
            "api/v1/incidents",
            "",
            10,
            ListCommands.Incident,
            incidents,
            default
        );
        await ListCommands.Run(
            server,
            "api/v1/action-items",
            "&status=open",
            1,
            ListCommands.Item,
            items,
            default
        );

        Assert.StartsWith(
            "---\nformat: afterword/1\nkey: INC-1\n",
            document.ToString(),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "INC-1\tresolved\tsev3\t",
            incidents.ToString(),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "OUT-1\tnot_started\t–\t–\t@nobody\tCap the queue (owner: @nobody)",
            items.ToString().Trim()
        );
        await using var db = app.Read();
        Assert.NotNull((await db.Incidents.SingleAsync()).FollowedAt);
    }

    [Fact]
    public async Task Without_a_server_or_a_token_it_says_what_to_do_and_stops()
    {
        Write("one.md", Story);
        Write("two.md", Story);
        await using var app = await TestApp.Start();
        using var stranger = new ServerDoor(app.Url, null);
        using var nobody = new ServerDoor(new Uri("http://127.0.0.1:9/"), "x");

        var (refused, words, _) = await Run(stranger, [_folder]);
        var (down, reason, messages) = await Run(nobody, [_folder]);

        Assert.Equal((1, 1), (refused, down));
        Assert.Contains("set AFTERWORD_TOKEN", words, StringComparison.Ordinal);
        Assert.Contains("cannot be reached", reason, StringComparison.Ordinal);
        Assert.Contains("The rest was not tried", messages, StringComparison.Ordinal);
        Assert.DoesNotContain("two.md", messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_key_is_a_sentence()
    {
        await using var app = await TestApp.Start();
        using var server = await Door(app);

        var wrong = await Assert.ThrowsAsync<ServerException>(() =>
            ExportCommand.Run("INC-99", null, server, TextWriter.Null, default)
        );

        Assert.Contains("INC-99", wrong.Message, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output, string Messages)> Import(
        TestApp app,
        string[] paths,
        bool dryRun = false,
        bool follow = false
    )
    {
        using var server = await Door(app);
        return await Run(server, paths.Length == 0 ? [_folder] : paths, dryRun, follow);
    }

    private static async Task<(int Code, string Output, string Messages)> Run(
        ServerDoor server,
        string[] paths,
        bool dryRun = false,
        bool follow = false
    )
    {
        var (output, messages) = (new StringWriter(), new StringWriter());
        var code = await ImportCommand.Run(
            paths,
            dryRun,
            follow,
            server,
            output,
            messages,
            default
        );
        return (code, output.ToString(), messages.ToString());
    }

    private static async Task<ServerDoor> Door(TestApp app)
    {
        await using var db = app.Read();
        var person =
            await db.People.SingleOrDefaultAsync(p => p.Handle == "mia")
            ?? await app.AddPerson("mia", Role.Member);
        return new ServerDoor(app.Url, await app.IssueToken(person.Id));
    }

    private void Write(string name, string text) =>
        Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    private void Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }
}
