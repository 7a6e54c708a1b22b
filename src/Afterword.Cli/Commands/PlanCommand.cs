using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace Afterword.Cli.Commands;

/// <summary><c>afterword plan</c>: what will be sent if nobody does anything, one message a line.</summary>
internal static class PlanCommand
{
    private const int PageRows = 200;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    internal static Command Create()
    {
        var incident = new Argument<string?>("incident")
        {
            Description = "an incident, such as INC-1: its ledger and what lies ahead",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var person = new Option<string?>("--person")
        {
            Description = "only what this person gets, such as @lee",
        };
        var days = new Option<int>("--days")
        {
            Description = "how many days ahead, 1 to 90",
            DefaultValueFactory = _ => 90,
        };
        var json = new Option<bool>("--json") { Description = "as JSON, as the API gives it" };
        var command = new Command(
            "plan",
            "Show what will be sent, and when: time (UTC), state, what, to whom, about what."
        )
        {
            incident,
            person,
            days,
            json,
        };
        command.Validators.Add(result =>
        {
            if (
                result.GetResult(incident)?.Tokens.Count > 0
                && result.GetResult(person)?.Tokens.Count > 0
            )
            {
                result.AddError("Name an incident or a person, not both.");
            }
        });
        days.Validators.Add(result =>
        {
            if (
                result.Tokens is [var typed]
                && !(
                    int.TryParse(typed.Value, CultureInfo.InvariantCulture, out var n)
                    && n is >= 1 and <= 90
                )
            )
            {
                result.AddError("--days is a number from 1 to 90.");
            }
        });
        command.SetAction(
            (parsed, ct) =>
                ListCommands.Guarded(server =>
                    Run(
                        server,
                        Path(
                            parsed.GetValue(incident),
                            parsed.GetValue(person),
                            parsed.GetValue(days)
                        ),
                        parsed.GetValue(json),
                        Console.Out,
                        ct
                    )
                )
        );
        return command;
    }

    /// <summary>The address of the plan, ready for a cursor to be appended.</summary>
    internal static string Path(string? incident, string? person, int days)
    {
        var query = $"days={days.ToString(CultureInfo.InvariantCulture)}&limit={PageRows}";
        return incident is not null
            ? $"api/v1/incidents/{Uri.EscapeDataString(incident)}/plan?{query}"
            : $"api/v1/plan?when=ahead&{query}{(person is null ? "" : $"&person={Uri.EscapeDataString(person)}")}";
    }

    internal static async Task<int> Run(
        ServerDoor server,
        string path,
        bool json,
        TextWriter output,
        CancellationToken ct
    )
    {
        var all = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var page = await server.Get(cursor is null ? path : $"{path}&cursor={cursor}", ct);
            foreach (var row in page.GetProperty("items").EnumerateArray())
            {
                all.Add(row);
                if (!json)
                {
                    await output.WriteLineAsync(Line(row));
                }
            }
            cursor = page.GetProperty("next").GetString();
        } while (cursor is not null);
        if (json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(all, Indented));
        }
        return ExitCodes.Fine;
    }

    internal static string Line(JsonElement row) =>
        string.Join(
            '\t',
            Instant(row),
            Text(row, "state"),
            Text(row, "kind").Replace('_', '-'),
            Text(row, "person") is { Length: > 0 } person
                ? $"@{person}"
                : Text(row, "audience").Replace('_', '-'),
            About(row)
        );

    private static string Instant(JsonElement row)
    {
        foreach (var field in new[] { "sentAt", "approvedAt", "sendsAt", "dueAt" })
        {
            if (
                row.TryGetProperty(field, out var value)
                && value.ValueKind == JsonValueKind.String
                && value.TryGetDateTimeOffset(out var at)
            )
            {
                return at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            }
        }
        return "–";
    }

    private static string About(JsonElement row)
    {
        string[] items =
        [
            .. row.TryGetProperty("items", out var list)
                ? list.EnumerateArray().Select(i => i.GetString()!)
                : [],
        ];
        return string.Join(
            ' ',
            new[] { Text(row, "incident") }.Concat(items).Where(t => t.Length > 0)
        );
    }

    private static string Text(JsonElement row, string field) =>
        row.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";
}
