using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Afterword.Core;
using Afterword.Core.Metrics;

namespace Afterword.Cli.Commands;

/// <summary><c>afterword metrics</c>: every metric of a server over a window, or one with its trend or groups.</summary>
internal static class MetricsCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    internal static Command Create()
    {
        var metric = new Argument<string?>("metric")
        {
            Description = "one metric, such as time-to-resolve: its trend, or its groups with --by",
            Arity = ArgumentArity.ZeroOrOne,
        };
        metric.CompletionSources.Add(_ =>
            AllMetrics.List.Select(m => new System.CommandLine.Completions.CompletionItem(m.Id))
        );
        (string Name, string What)[] words =
        [
            ("last", "how far back, such as 90d (the default) or 12m"),
            ("from", "the first day, such as 2026-01-01"),
            ("to", "the last day"),
            ("team", "only incidents of this team, such as @payments"),
            ("severity", "only this severity: sev1 to sev4"),
            ("service", "only incidents of this service"),
            ("cause", "only incidents with this tag"),
            ("priority", "only items of this priority: p1 to p4"),
            ("by", "in groups: team, severity, cause, service, priority, owner_team or audience"),
            ("baseline", "beside a baseline, by its number"),
        ];
        var options = words
            .Select(w => new Option<string?>($"--{w.Name}") { Description = w.What })
            .ToList();
        var json = new Option<bool>("--json") { Description = "as JSON, as the API gives it" };
        var csv = new Option<bool>("--csv") { Description = "as CSV" };
        var list = new Option<bool>("--list")
        {
            Description = "list the metrics there are, with what they count; asks no server",
        };
        var command = new Command(
            "metrics",
            "Show figures: metric, figure, n, beside the period before, direction."
        )
        {
            metric,
            json,
            csv,
            list,
        };
        options.ForEach(command.Options.Add);
        command.SetAction(
            (parsed, ct) =>
                parsed.GetValue(list)
                    ? List(Console.Out)
                    : ListCommands.Guarded(server =>
                        Run(
                            server,
                            Path(
                                parsed.GetValue(metric),
                                [.. options.Select(o => (o.Name[2..], parsed.GetValue(o)))]
                            ),
                            parsed.GetValue(csv) ? Form.Csv
                                : parsed.GetValue(json) ? Form.Json
                                : Form.Lines,
                            Console.Out,
                            ct
                        )
                    )
        );
        return command;
    }

    internal enum Form
    {
        Lines,
        Json,
        Csv,
    }

    /// <summary>The address of the figures.</summary>
    /// <exception cref="ServerException">There is no such metric; said before a server is asked.</exception>
    internal static string Path(string? metric, IReadOnlyList<(string Name, string? Value)> words)
    {
        var query = string.Join(
            '&',
            words
                .Where(w => !string.IsNullOrWhiteSpace(w.Value))
                .Select(w => $"{w.Name}={Uri.EscapeDataString(w.Value!)}")
        );
        var path = metric is null ? "api/v1/metrics" : $"api/v1/metrics/{Known(metric)}";
        return $"{path}?{query}";
    }

    internal static async Task<int> Run(
        ServerDoor server,
        string path,
        Form form,
        TextWriter output,
        CancellationToken ct
    )
    {
        if (form == Form.Csv)
        {
            await output.WriteAsync(await server.GetText($"{path}&format=csv", ct));
            return ExitCodes.Fine;
        }
        var answer = await server.Get(path, ct);
        if (form == Form.Json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(answer, Indented));
            return ExitCodes.Fine;
        }
        foreach (var line in Lines(answer))
        {
            await output.WriteLineAsync(line);
        }
        return ExitCodes.Fine;
    }

    /// <summary>One line a metric, a group or a part of the window; columns parted by tabs.</summary>
    internal static IEnumerable<string> Lines(JsonElement answer)
    {
        if (answer.TryGetProperty("items", out var items))
        {
            return items.EnumerateArray().Select(Metric);
        }
        var unit = answer.GetProperty("unit").GetString()!;
        if (Array(answer, "groups") is { } groups)
        {
            return groups.Select(g =>
                string.Join(
                    '\t',
                    g.GetProperty("name").GetString(),
                    Value(g.GetProperty("now"), unit),
                    N(g.GetProperty("now")),
                    $"before {Value(g.GetProperty("before"), unit)}",
                    g.GetProperty("verdict").GetString()
                )
            );
        }
        return
        [
            Metric(answer),
            .. (Array(answer, "trend") ?? []).Select(t =>
                string.Join(
                    '\t',
                    $"{t.GetProperty("from").GetString()} to {t.GetProperty("to").GetString()}",
                    Value(t.GetProperty("figure"), unit),
                    N(t.GetProperty("figure"))
                )
            ),
        ];
    }

    private static string Metric(JsonElement metric) =>
        string.Join(
            '\t',
            metric.GetProperty("id").GetString(),
            Value(metric.GetProperty("now"), metric.GetProperty("unit").GetString()!),
            N(metric.GetProperty("now")),
            metric.GetProperty("direction").GetString()
        );

    private static string Value(JsonElement figure, string unit)
    {
        if (figure.GetProperty("value") is not { ValueKind: JsonValueKind.Number } value)
        {
            return figure.GetProperty("n").GetInt64() > 0 ? "too few to tell" : "no data";
        }
        var number = value.GetDouble();
        FormattableString words = unit switch
        {
            "minutes" => $"{number:0.#} min",
            "days" => $"{number:0.#} d",
            "share" => $"{number * 100:0.#} %",
            _ => $"{number:0.##}",
        };
        return words.ToString(CultureInfo.InvariantCulture);
    }

    private static string N(JsonElement figure) =>
        $"n {figure.GetProperty("n").GetInt64().ToString(CultureInfo.InvariantCulture)}";

    private static JsonElement[]? Array(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray()]
            : null;

    private static string Known(string metric)
    {
        try
        {
            return AllMetrics.Named(metric).Id;
        }
        catch (RuleException unknown)
        {
            throw new ServerException(unknown.Message);
        }
    }

    private static async Task<int> List(TextWriter output)
    {
        foreach (var metric in AllMetrics.List)
        {
            await output.WriteLineAsync($"{metric.Id}\t{metric.Name}\t{metric.Definition}");
        }
        return ExitCodes.Fine;
    }
}
