using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>The marks by which a document in our own form is known, and its four header lines.</summary>
internal static partial class OwnForm
{
    /// <summary>The front-matter field and value that every document we write carries.</summary>
    internal const string FormatField = "format";

    /// <inheritdoc cref="FormatField"/>
    internal const string Format = "afterword/1";

    internal const string TitlePrefix = "Post-Mortem";

    /// <summary>Stands for a header value that is not known.</summary>
    internal const string Nothing = "–";

    internal static readonly string[] HeaderNames = ["Date", "Duration", "Impact", "Authors"];

    /// <summary>The four header values that follow a title, or null when the lines are not exactly those.</summary>
    internal static IReadOnlyList<string>? Header(IReadOnlyList<Line> lines, int after)
    {
        if (after + HeaderNames.Length > lines.Count)
            return null;
        var values = new List<string>();
        for (var i = 0; i < HeaderNames.Length; i++)
        {
            var match = HeaderLine()
                .Match(
                    lines[after + i].Text.Length > Line.ReadLimit * 4 ? "" : lines[after + i].Text
                );
            if (!match.Success || match.Groups["name"].Value != HeaderNames[i])
                return null;
            var value = match.Groups["value"].Value.Trim();
            values.Add(value == Nothing ? "" : value);
        }
        return values;
    }

    /// <summary>The title behind our prefix; null when the heading has another form.</summary>
    internal static string? Title(string heading)
    {
        if (heading == TitlePrefix)
            return "";
        return heading.StartsWith(TitlePrefix + ": ", StringComparison.Ordinal)
            ? heading[(TitlePrefix.Length + 2)..].Trim()
            : null;
    }

    /// <summary>Our heading for a kind; null for kinds that keep the heading as written.</summary>
    internal static string? HeadingOf(SectionKind kind) =>
        kind switch
        {
            SectionKind.Summary => "Summary",
            SectionKind.Timeline => "Timeline",
            SectionKind.RootCause => "Root Cause",
            SectionKind.ContributingFactors => "Contributing Factors",
            SectionKind.WentWell => "What Went Well",
            SectionKind.CouldHaveGoneBetter => "What Could Have Gone Better",
            SectionKind.Learned => "What We Learned",
            SectionKind.ActionItems => "Action Items",
            _ => null,
        };

    [GeneratedRegex(@"^\*\*(?<name>Date|Duration|Impact|Authors)\*\*:(?: (?<value>.*?))?\s*$")]
    private static partial Regex HeaderLine();
}
