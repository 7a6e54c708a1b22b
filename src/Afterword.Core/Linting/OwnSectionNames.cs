using Afterword.Core.PostMortems;
using Afterword.Core.PostMortems.Markdown;

namespace Afterword.Core.Linting;

/// <summary>Lets the importer understand a team's own headings: it is shown our name for them. Line numbers stay as they are.</summary>
internal static class OwnSectionNames
{
    internal static string[] Apply(string[] raw, IReadOnlyDictionary<string, SectionKind> names)
    {
        if (names.Count == 0)
            return raw;
        var wanted = names.ToDictionary(n => SectionNames.Normalize(n.Key), n => n.Value);
        var lines = LineScanner.Scan(raw, 1);
        var result = (string[])raw.Clone();
        for (var i = 0; i < raw.Length; i++)
            if (
                lines[i].Mark == LineMark.Text
                && HeadingSyntax.Atx(raw[i]) is { } atx
                && wanted.TryGetValue(SectionNames.Normalize(Inline.Plain(atx.Text)), out var kind)
            )
                result[i] = $"{new string('#', atx.Level)} {Name(kind)}";
        return result;
    }

    private static string Name(SectionKind kind) => OwnForm.HeadingOf(kind) ?? kind.ToString();
}
