using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Encodings.Web;
using Afterword.Core.ActionItems;
using Microsoft.AspNetCore.Components;

namespace Afterword.Server.Shell.Pieces;

/// <summary>
/// The smallest pieces as markup. A table of fifty rows has four hundred of them, and a component for each would be most of what the
/// page costs; the components of the same names stand for them elsewhere.
/// </summary>
internal static class Leaves
{
    private static readonly MarkupString[] Priorities =
    [
        .. Enumerable.Range(0, 4).Select(Priority),
        Pill("No priority", "minus", null, bare: true),
    ];

    private static readonly ConcurrentDictionary<(string, bool), MarkupString> Statuses = new();

    /// <summary>INC-12 or OUT-123, linked.</summary>
    public static MarkupString Key(string href, string key, string? title) =>
        title is null
            ? (MarkupString)$"<a class=\"key\" href=\"{Encode(href)}\">{Encode(key)}</a>"
            : (MarkupString)
                $"<a class=\"key\" href=\"{Encode(href)}\" data-title=\"{Encode(title)}\" title=\"{Encode(title)}\">{Encode(key)}</a>";

    /// <summary>How long ago an instant was; the instant on hover.</summary>
    public static MarkupString Ago(DateTimeOffset at, Reader reader) =>
        (MarkupString)
            $"<time datetime=\"{TimeWords.Iso(at)}\" title=\"{TimeWords.Utc(at)}\">{TimeWords.Relative(at, reader.Now)}</time>";

    /// <summary>A due date, and in words how near or how late it is.</summary>
    public static MarkupString Due(DateOnly? day, string? text, bool closed, Reader reader)
    {
        if (day is not { } on)
        {
            var words = string.IsNullOrWhiteSpace(text) ? "No date" : $"“{text}”";
            return (MarkupString)$"<span class=\"text-secondary\">{Encode(words)}</span>";
        }
        var late = !closed && on < reader.Today;
        var tone =
            closed ? " text-secondary"
            : late ? " red"
            : on <= reader.Today.AddDays(SoonDays) ? " orange"
            : "";
        var icon = late ? IconSet.Svg("clock-exclamation", "sm").Value : "";
        var near = closed ? "" : $" <b>· {TimeWords.Due(on, reader.Today)}</b>";
        return (MarkupString)
            $"<span class=\"due{tone}\">{icon}<time datetime=\"{on.ToString("O", CultureInfo.InvariantCulture)}\">{TimeWords.Date(on, reader)}</time>{near}</span>";
    }

    /// <summary>A priority: the word and four bars; unknown stays unknown.</summary>
    public static MarkupString Of(Priority? priority) => Priorities[(int?)priority ?? 4];

    /// <summary>The state of anything, by its usual words.</summary>
    public static MarkupString Status(string name, bool bare) =>
        Statuses.GetOrAdd(
            (name, bare),
            static key =>
                StatusLooks.Of(key.Item1) is var look
                    ? Pill(look.Text, look.Icon, look.Color, key.Item2)
                    : default
        );

    /// <summary>A person, with initials; links to their page when there is a handle.</summary>
    public static MarkupString Who(string name, string? handle)
    {
        var inside =
            $"<span class=\"face\" aria-hidden=\"true\">{Encode(Initials(name))}</span><span class=\"text-truncate\">{Encode(name)}</span>";
        return handle is null
            ? (MarkupString)$"<span class=\"who\">{inside}</span>"
            : (MarkupString)
                $"<a class=\"who\" href=\"/people/{Encode(handle)}\" title=\"@{Encode(handle)}\">{inside}</a>";
    }

    /// <summary>A team; links to its page.</summary>
    public static MarkupString Team(string name, string handle) =>
        (MarkupString)
            $"<a class=\"who\" href=\"/teams/{Encode(handle)}\" title=\"@{Encode(handle)}\">{IconSet.Svg("users-group", "sm", "Team")}<span class=\"text-truncate\">{Encode(name)}</span></a>";

    public static string Initials(string? name)
    {
        var words = (name ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            [] => "?",
            [var only] => StringInfo.GetNextTextElement(only).ToUpperInvariant(),
            [var first, .., var last] => (
                StringInfo.GetNextTextElement(first) + StringInfo.GetNextTextElement(last)
            ).ToUpperInvariant(),
        };
    }

    private const int SoonDays = 2;

    private static MarkupString Pill(string text, string icon, string? color, bool bare) =>
        (MarkupString)
            $"<span class=\"{Pieces.Pill.Look(color, bare)}\">{IconSet.Svg(icon, "sm")}{Encode(text)}</span>";

    private static MarkupString Priority(int priority)
    {
        var (full, faint) = (Bars(0, 4 - priority), Bars(4 - priority, 4));
        var rest = faint.Length == 0 ? "" : $"<path class=\"faint\" d=\"{faint}\" />";
        var tone = priority switch
        {
            0 => " tone-red",
            1 => " tone-orange",
            _ => "",
        };
        return (MarkupString)
            $"<span class=\"pill bare{tone}\" title=\"Priority {priority + 1} of 4\"><svg class=\"bars\" viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path d=\"{full}\" />{rest}</svg>P{priority + 1}</span>";
    }

    /// <summary>Bars that rise to the right, as strokes with round ends.</summary>
    private static string Bars(int from, int to) =>
        string.Concat(
            Enumerable
                .Range(from, to - from)
                .Select(bar =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"M{2.25 + bar * 4} {12.25 - bar * 3}v{1.5 + bar * 3}"
                    )
                )
        );

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
