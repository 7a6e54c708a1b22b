using Afterword.Core.PostMortems.Markdown;

namespace Afterword.Core.Linting;

/// <summary>The lines that are marked for readers outside: by the front matter, or by the heading they stand under.</summary>
internal static class CustomerText
{
    private const int LongestLine = 8000;

    internal static List<Line> Lines(LintDocument document)
    {
        var found = new List<Line>();
        var all = IsPublic(document);
        var pattern = document.Words.Pattern("customer_heading");
        var level = 0;
        for (var i = 0; i < document.Lines.Count; i++)
        {
            var line = document.Lines[i];
            if (Headings.At(document.Lines, i) is { } heading)
            {
                if (level > 0 && heading.Level <= level)
                    level = 0;
                if (level == 0 && pattern.IsMatch(Inline.Plain(heading.Text)))
                    level = heading.Level;
            }
            if ((all || level > 0) && line.Mark != LineMark.Comment && !line.IsBlank)
                found.Add(
                    line.Text.Length > LongestLine
                        ? line with
                        {
                            Text = line.Text[..LongestLine],
                        }
                        : line
                );
        }
        return found;
    }

    private static bool IsPublic(LintDocument document) =>
        document.Content.ExtraFields.Any(f =>
            (FrontMatter.SameName(f.Name, "audience") || FrontMatter.SameName(f.Name, "visibility"))
            && YamlText
                .List(f.Value)
                .Any(v =>
                    v.Trim().ToLowerInvariant()
                        is "customers"
                            or "customer"
                            or "public"
                            or "external"
                )
        ) || document.Content.Visibility?.ToLowerInvariant() is "public" or "customers";
}
