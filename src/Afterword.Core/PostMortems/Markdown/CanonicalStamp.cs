using System.Globalization;
using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Reads the stamps that <see cref="TimelineWriter"/> writes back into exactly what they were.</summary>
internal static partial class CanonicalStamp
{
    /// <summary>A moment and the words it was written in.</summary>
    internal readonly record struct Found(StatedInstant Moment, string Stamp, string Text);

    internal static Found? Read(string text)
    {
        var match = Moment().Match(text);
        // The pattern knows how long the months are, but not which years are leap years.
        if (
            match.Success
            && text.AsSpan(4).StartsWith("-02-29")
            && !DateTime.IsLeapYear(int.Parse(text.AsSpan(0, 4), CultureInfo.InvariantCulture))
        )
            match = Match.Empty;
        var at = match.Length;
        if (match.Success && at < text.Length && text[at] == ':')
            return new(Instant(match), match.Value.TrimEnd(), text[(at + 1)..].TrimStart());
        if (
            at < text.Length
            && text[at] == '('
            && Closing(text, at) is var close and > 0
            && close + 1 < text.Length
            && text[close + 1] == ':'
        )
            return new(
                match.Success ? Instant(match) : default,
                text[(at + 1)..close],
                text[(close + 2)..].TrimStart()
            );
        return null;
    }

    private static StatedInstant Instant(Match match)
    {
        var words = match.Value.Trim();
        if (!match.Groups["utc"].Success)
            return new(null, words.Replace(' ', 'T'));
        var local = DateTime.ParseExact(
            words[..^4],
            match.Groups["s"].Success ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm",
            CultureInfo.InvariantCulture
        );
        return new(new DateTimeOffset(local, TimeSpan.Zero), null);
    }

    private static int Closing(string text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Length && i < open + 400; i++)
        {
            depth +=
                text[i] == '(' ? 1
                : text[i] == ')' ? -1
                : 0;
            if (depth == 0)
                return i;
        }
        return -1;
    }

    [GeneratedRegex(
        @"^(?:20|19|21)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])(?: (?:[01][0-9]|2[0-3]):[0-5][0-9](?<s>:[0-5][0-9])?(?<utc> UTC)?)?(?: (?=\()|(?=:))|^(?:20|19|21)[0-9]{2}-(?:0[13-9]|1[0-2])-(?:29|30)(?: (?:[01][0-9]|2[0-3]):[0-5][0-9](?<s>:[0-5][0-9])?(?<utc> UTC)?)?(?: (?=\()|(?=:))|^(?:20|19|21)[0-9]{2}-(?:0[13578]|1[02])-31(?: (?:[01][0-9]|2[0-3]):[0-5][0-9](?<s>:[0-5][0-9])?(?<utc> UTC)?)?(?: (?=\()|(?=:))|^(?:20|19|21)[0-9]{2}-02-29 (?:[01][0-9]|2[0-3]):[0-5][0-9](?<s>:[0-5][0-9])?(?<utc> UTC)?(?: (?=\()|(?=:))"
    )]
    private static partial Regex Moment();
}
