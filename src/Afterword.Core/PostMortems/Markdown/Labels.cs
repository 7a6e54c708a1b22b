using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>A label and what stands behind it on its line.</summary>
/// <param name="Name">The label, Markdown removed, without the colon.</param>
/// <param name="Rest">What follows, Markdown kept.</param>
/// <param name="Colon">Whether a colon or dash stood between them.</param>
internal readonly record struct Label(string Name, string Rest, bool Colon);

/// <summary>Recognizes bold lead-ins (<c>**Impact**: …</c>, <c>**Impact:** …</c>) and plain ones (<c>Impact: …</c>).</summary>
internal static partial class Labels
{
    private static readonly System.Buffers.SearchValues<char> Marks =
        System.Buffers.SearchValues.Create("*`[]()|<>");

    /// <summary>The bold label a line begins with, or null.</summary>
    internal static Label? Bold(string line)
    {
        if (
            line.Length < 5
            || line.Length > Line.ReadLimit + 1
            || line[0] is not ('*' or '_' or '<')
        )
            return null;
        var match = BoldLead().Match(line);
        if (!match.Success)
            return null;
        var name = match.Groups["name"].Value.Trim();
        var colon = match.Groups["inner"].Length > 0 || match.Groups["outer"].Length > 0;
        var rest = line[match.Length..].Trim();
        // "**Timeline** (UTC):": the remark belongs to the name.
        if (!colon && Remark().Match(rest) is { Success: true } remark)
            return new(
                $"{Inline.Plain(name)} {remark.Groups["words"].Value}",
                rest[remark.Length..].Trim(),
                true
            );
        return new(Inline.Plain(name).TrimEnd(':', ' '), rest, colon);
    }

    [GeneratedRegex(@"^(?<words>\([^()]{1,60}\))\s*(?::|$)")]
    private static partial Regex Remark();

    /// <summary>The plain label a line begins with, when it is short and has words behind it or nothing at all.</summary>
    internal static Label? Plain(string line)
    {
        var colon = line.IndexOf(':');
        if (colon is < 2 or > 48 || line.AsSpan(0, colon).ContainsAny(Marks))
            return null;
        if (colon + 1 < line.Length && !char.IsWhiteSpace(line[colon + 1]))
            return null;
        return new(line[..colon].Trim(), line[(colon + 1)..].Trim(), true);
    }

    /// <summary>The bold label that names a section, standing alone or with text behind a colon.</summary>
    internal static Label? Standing(string line) =>
        Bold(line) is { } label
        && (label.Colon || label.Rest.Length == 0)
        && SectionNames.Of(label.Name) is not null
            ? label
            : null;

    [GeneratedRegex(
        @"^(?:(?<mark>\*\*\*|\*\*|___|__)(?<name>[^*_]{2,90}?)(?<inner>\s*[:：]\s*)?\k<mark>|<(?<tag>b|strong)>(?<name>[^<]{2,90}?)(?<inner>\s*:\s*)?</\k<tag>>)(?<outer>\s*[:：]|\s+[-–—](?=\s))?",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex BoldLead();
}
