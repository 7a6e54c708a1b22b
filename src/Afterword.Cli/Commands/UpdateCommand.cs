using System.CommandLine;
using System.Text.Json;
using Afterword.Core;
using Afterword.Core.Updates;

namespace Afterword.Cli.Commands;

/// <summary>
/// <c>afterword update KIND</c>: drafts what one tells of one's own work: what the server knows already, changed by what is said here;
/// with <c>--send</c> it goes out at once.
/// </summary>
internal static class UpdateCommand
{
    internal static Command Create()
    {
        var command = new Command(
            "update",
            "Draft a progress update, a blocker, a request for review, a delay or a heads-up; --send sends it."
        );
        foreach (var kind in WorkForm.Kinds)
        {
            command.Subcommands.Add(Of(kind));
        }
        return command;
    }

    private static Command Of(UpdateKind kind)
    {
        var command = new Command(Kebab(kind.ToString()), Says(kind));
        if (kind == UpdateKind.ProgressUpdate)
        {
            command.Aliases.Add("progress");
        }
        var fields = WorkForm.Of(kind).ToDictionary(f => f, Field);
        foreach (var option in fields.Values)
        {
            command.Options.Add(option);
        }
        var to = new Option<string[]>("--to")
        {
            Description =
                $"readers: a handle such as @lee, or {string.Join(", ", UpdateTable.Of(kind).Audiences.Where(a => !Audiences.IsOutside(a) && !Audiences.IsPerson(a)).Select(a => Kebab(a.ToString())))}",
            AllowMultipleArgumentsPerToken = true,
        };
        var team = new Option<string?>("--team") { Description = "the team; your own unless said" };
        var incident = new Option<string?>("--incident")
        {
            Description = "the incident it is about",
        };
        var item = new Option<string?>("--item") { Description = "the action item it is about" };
        var mine = new Option<bool>("--mine") { Description = "only what you did, not your team" };
        var daily = new Option<bool>("--daily")
        {
            Description = "since the last working day, not since a week",
        };
        var show = new Option<bool>("--show")
        {
            Description = "print what is known already, and draft nothing",
        };
        var send = new Option<bool>("--send") { Description = "send it at once" };
        foreach (var option in new Option[] { to, team, incident, item, show, send })
        {
            command.Options.Add(option);
        }
        if (kind == UpdateKind.ProgressUpdate)
        {
            command.Options.Add(mine);
            command.Options.Add(daily);
        }
        command.SetAction(
            (parsed, ct) =>
                ListCommands.Guarded(server =>
                    Run(
                        server,
                        new Asked(
                            kind,
                            fields
                                .Where(f => parsed.GetResult(f.Value) is not null)
                                .ToDictionary(
                                    f => f.Key.Name,
                                    f => string.Join('\n', parsed.GetValue(f.Value) ?? [])
                                ),
                            parsed.GetValue(to) ?? [],
                            parsed.GetValue(team),
                            parsed.GetValue(incident),
                            parsed.GetValue(item),
                            kind == UpdateKind.ProgressUpdate && parsed.GetValue(mine),
                            kind == UpdateKind.ProgressUpdate && parsed.GetValue(daily),
                            parsed.GetValue(show),
                            parsed.GetValue(send)
                        ),
                        Console.Out,
                        Console.Error,
                        ct
                    )
                )
        );
        return command;
    }

    /// <summary>What was asked on the command line.</summary>
    internal sealed record Asked(
        UpdateKind Kind,
        IReadOnlyDictionary<string, string> Said,
        IReadOnlyList<string> To,
        string? Team,
        string? Incident,
        string? Item,
        bool Mine,
        bool Daily,
        bool Show,
        bool Send
    );

    internal static async Task<int> Run(
        ServerDoor server,
        Asked asked,
        TextWriter output,
        TextWriter messages,
        CancellationToken ct
    )
    {
        var kind = Kebab(asked.Kind.ToString());
        var known = await server.Get(
            $"api/v1/updates/own-work/{kind}?period={(asked.Daily ? "daily" : "weekly")}&mine={(asked.Mine ? "true" : "false")}{Query("team", asked.Team)}{Query("item", asked.Item)}",
            ct
        );
        var answers = known
            .GetProperty("fields")
            .EnumerateArray()
            .ToDictionary(
                f => f.GetProperty("name").GetString()!,
                f => f.GetProperty("value").GetString() ?? ""
            );
        foreach (var (field, text) in asked.Said)
        {
            answers[field] = text;
        }
        if (asked.Show)
        {
            foreach (var field in WorkForm.Of(asked.Kind))
            {
                await output.WriteLineAsync($"{field.Label}:");
                foreach (var line in WorkForm.Lines(answers.GetValueOrDefault(field.Name, "")))
                {
                    await output.WriteLineAsync($"  {line}");
                }
            }
            return ExitCodes.Fine;
        }
        var missing = WorkForm.Missing(asked.Kind, answers).ToList();
        foreach (var (field, message) in missing)
        {
            await messages.WriteLineAsync($"--{OptionName(field)} is missing. {message}");
        }
        if (missing.Count > 0)
        {
            return ExitCodes.WrongUsage;
        }
        var body = answers.ToDictionary(a => a.Key, a => (object)a.Value);
        body["people"] = asked.To.Where(t => t.StartsWith('@')).ToArray();
        body["audiences"] = asked
            .To.Where(t => !t.StartsWith('@'))
            .Select(t => t.Replace('-', '_'))
            .ToArray();
        body["team"] = asked.Team ?? "";
        body["incident"] = asked.Incident ?? "";
        body["item"] = asked.Item ?? "";
        body["send"] = asked.Send;
        var made = await server.PostJson($"api/v1/updates/own-work/{kind}", body, ct);
        foreach (var update in made.GetProperty("items").EnumerateArray())
        {
            await output.WriteLineAsync(
                $"Subject: {update.GetProperty("subject").GetString()}\n\n{update.GetProperty("body").GetString()}\n"
            );
            await messages.WriteLineAsync(
                $"{(asked.Send ? "On its way" : "Drafted")} to {update.GetProperty("audience").GetString()!.Replace('_', ' ')}: {new Uri(server.Address, $"updates/{update.GetProperty("id").GetInt32()}")}"
            );
        }
        return ExitCodes.Fine;
    }

    private static Option<string[]> Field(WorkField field) =>
        new($"--{OptionName(field.Name)}")
        {
            Description = $"{field.Label}{(field.Many ? " (may be given several times)" : "")}",
            AllowMultipleArgumentsPerToken = false,
        };

    private static string Query(string name, string? value) =>
        string.IsNullOrEmpty(value) ? "" : $"&{name}={Uri.EscapeDataString(value)}";

    private static string OptionName(string field) => Kebab(field);

    private static string Kebab(string name) => SnakeCase.Of(name).TrimStart('_').Replace('_', '-');

    private static string Says(UpdateKind kind) =>
        kind switch
        {
            UpdateKind.ProgressUpdate =>
                "Tell what you or your team completed, is at and is held up by; begins with what the items say.",
            UpdateKind.Blocker => "Ask somebody to end what holds your work up.",
            UpdateKind.ReadyForReview => "Ask for a review.",
            UpdateKind.Delay => "Tell a new date to those who were promised the old one.",
            _ => "Say ahead what comes, when, and where to follow.",
        };
}
