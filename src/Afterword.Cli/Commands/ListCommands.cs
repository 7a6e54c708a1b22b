using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace Afterword.Cli.Commands;

/// <summary><c>afterword incidents</c> and <c>afterword items</c>: plain lists, one a line, columns parted by tabs.</summary>
internal static class ListCommands
{
    private const int PageRows = 200;

    internal static Command Incidents()
    {
        var limit = Limit();
        var command = new Command(
            "incidents",
            "List incidents, the newest first: key, state, severity, day, title."
        )
        {
            limit,
        };
        command.SetAction(
            (parsed, ct) =>
                Guarded(server =>
                    Run(
                        server,
                        "api/v1/incidents",
                        "",
                        parsed.GetValue(limit),
                        Incident,
                        Console.Out,
                        ct
                    )
                )
        );
        return command;
    }

    internal static Command Items()
    {
        var limit = Limit();
        var owner = new Option<string?>("--owner")
        {
            Description = "only of this owner, such as @lee",
        };
        var incident = new Option<string?>("--incident")
        {
            Description = "only of this incident, such as INC-7",
        };
        var status = new Option<string?>("--status")
        {
            Description = "open (the default), done, in_progress …, or all",
            DefaultValueFactory = _ => "open",
        };
        var overdue = new Option<bool>("--overdue") { Description = "only those past their date" };
        var command = new Command(
            "items",
            "List action items by due date: key, state, due, priority, owner, title."
        )
        {
            owner,
            incident,
            status,
            overdue,
            limit,
        };
        command.SetAction(
            (parsed, ct) =>
                Guarded(server =>
                    Run(
                        server,
                        "api/v1/action-items",
                        Query(
                            ("owner", parsed.GetValue(owner)),
                            ("incident", parsed.GetValue(incident)),
                            (
                                "status",
                                parsed.GetValue(status) is "all" ? null : parsed.GetValue(status)
                            ),
                            ("overdue", parsed.GetValue(overdue) ? "true" : null)
                        ),
                        parsed.GetValue(limit),
                        Item,
                        Console.Out,
                        ct
                    )
                )
        );
        return command;
    }

    internal static async Task<int> Run(
        ServerDoor server,
        string path,
        string query,
        int limit,
        Func<JsonElement, string> line,
        TextWriter output,
        CancellationToken ct
    )
    {
        string? cursor = null;
        var left = limit;
        do
        {
            var page = await server.Get(
                $"{path}?limit={Math.Min(left, PageRows).ToString(CultureInfo.InvariantCulture)}{query}{(cursor is null ? "" : $"&cursor={cursor}")}",
                ct
            );
            foreach (var row in page.GetProperty("items").EnumerateArray())
            {
                await output.WriteLineAsync(line(row));
                left--;
            }
            cursor = page.GetProperty("next").GetString();
        } while (cursor is not null && left > 0);
        return ExitCodes.Fine;
    }

    internal static string Incident(JsonElement row) =>
        string.Join(
            '\t',
            Text(row, "key"),
            Text(row, "status"),
            Text(row, "severity"),
            Day(row),
            Text(row, "title")
        );

    internal static string Item(JsonElement row) =>
        string.Join(
            '\t',
            Text(row, "key"),
            Text(row, "status"),
            Or(Text(row, "dueOn"), Text(row, "dueText"), "–"),
            Or(Text(row, "priority"), "–"),
            Or(
                row.TryGetProperty("owner", out var owner)
                && owner.ValueKind == JsonValueKind.Object
                    ? $"@{Text(owner, "handle")}"
                    : "",
                Text(row, "ownerText"),
                "–"
            ),
            Text(row, "title")
        );

    private static string Day(JsonElement row) =>
        Or(Text(row, "day"), Text(row, "startedAt"), Text(row, "declaredAt"))
            is { Length: >= 10 } at
            ? at[..10]
            : "–";

    private static string Text(JsonElement row, string field) =>
        row.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";

    private static string Or(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            if (text.Length > 0)
            {
                return text;
            }
        }
        return "";
    }

    private static string Query(params (string Name, string? Value)[] fields) =>
        string.Concat(
            fields
                .Where(f => !string.IsNullOrWhiteSpace(f.Value))
                .Select(f => $"&{f.Name}={Uri.EscapeDataString(f.Value!)}")
        );

    private static Option<int> Limit() =>
        new("--limit") { Description = "the most lines", DefaultValueFactory = _ => 1000 };

    internal static async Task<int> Guarded(Func<ServerDoor, Task<int>> run)
    {
        try
        {
            using var server = ServerDoor.FromEnvironment();
            return await run(server);
        }
        catch (ServerException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return ExitCodes.WrongUsage;
        }
    }
}
