using System.Text.Json;

namespace Afterword.Cli.Output;

/// <summary>What became of each file of an import: a line a file with its remarks, and the sum at the end.</summary>
internal sealed class ImportTable(bool dryRun)
{
    private readonly List<(string File, string Outcome, IReadOnlyList<string> Remarks)> _rows = [];
    private int _created;
    private int _changed;
    private int _same;

    public int Count { get; private set; }

    public int Refused { get; private set; }

    public void Refuse(string file, string why)
    {
        Count++;
        Refused++;
        _rows.Add((file, "not imported", [why]));
    }

    public void Add(string file, JsonElement answer)
    {
        Count++;
        One(file, answer);
        if (answer.TryGetProperty("more", out var more) && more.ValueKind == JsonValueKind.Array)
        {
            foreach (var other in more.EnumerateArray())
            {
                One(file, other);
            }
        }
    }

    public void Write(TextWriter output)
    {
        var width = _rows.Max(r => r.Outcome.Length);
        foreach (var (file, outcome, remarks) in _rows)
        {
            output.WriteLine($"{outcome.PadRight(width)}  {file}");
            foreach (var remark in remarks)
            {
                output.WriteLine($"{new string(' ', width)}    {remark}");
            }
        }
        output.WriteLine();
        output.WriteLine(
            $"{Count} {(Count == 1 ? "file" : "files")}: {_created} {(dryRun ? "would be new" : "new")}, {_changed} {(dryRun ? "would change" : "changed")}, {_same} unchanged, {Refused} not imported"
        );
    }

    private void One(string file, JsonElement incident)
    {
        var (created, changed) = (
            incident.GetProperty("created").GetBoolean(),
            incident.GetProperty("changed").GetBoolean()
        );
        var key = incident.GetProperty("incident").GetString();
        var items = incident.GetProperty("items").GetArrayLength();
        if (created)
        {
            _created++;
        }
        else if (changed)
        {
            _changed++;
        }
        else
        {
            _same++;
        }
        var word =
            created ? (dryRun ? "would be new" : "new")
            : changed ? (dryRun ? "would change" : "changed")
            : "unchanged";
        _rows.Add(
            (
                file,
                $"{key ?? "–"} {word}{(items > 0 ? $", {items} {(items == 1 ? "item" : "items")}" : "")}",
                created || changed
                    ?
                    [
                        .. dryRun || !created ? Changes(incident) : [],
                        .. incident.GetProperty("report").EnumerateArray().Select(Remark),
                    ]
                    : []
            )
        );
    }

    private static IEnumerable<string> Changes(JsonElement incident) =>
        incident.TryGetProperty("changes", out var changes)
            ? changes.EnumerateArray().Select(Change)
            : [];

    private static string Change(JsonElement change)
    {
        var (field, from, to) = (
            change.GetProperty("field").GetString(),
            change.GetProperty("from").GetString(),
            change.GetProperty("to").GetString()
        );
        return from is null
            ? $"{field}: {to ?? "nothing"}"
            : $"{field}: {from} → {to ?? "nothing"}";
    }

    private static string Remark(JsonElement line)
    {
        var number = line.GetProperty("line").GetInt32();
        return $"{(number > 0 ? $"line {number}: " : "")}{line.GetProperty("message").GetString()}";
    }
}
