using Afterword.Core;
using Afterword.Core.PostMortems;

namespace Afterword.Server.Features.PostMortems.Writing;

/// <summary>Several sections that were pasted into one: noticed, and cut when the writer wishes.</summary>
internal static class Splitting
{
    /// <summary>The fields that hold headings of other sections, each with those headings.</summary>
    public static IReadOnlyList<(int Index, IReadOnlyList<string> Headings)> Found(
        PostMortemForm form
    )
    {
        var found = new List<(int, IReadOnlyList<string>)>();
        for (var i = 0; i < (form.Sections?.Count ?? 0); i++)
        {
            var pieces = Pieces(form.Sections![i]);
            if (pieces.Count > 1)
            {
                found.Add((i, [.. pieces.Skip(1).Select(p => p.Heading)]));
            }
        }
        return found;
    }

    /// <summary>Puts each piece of one field into the section its heading names; what belongs to the timeline goes into the box to paste lines.</summary>
    public static void Cut(PostMortemForm form, int index)
    {
        if (index < 0 || index >= (form.Sections?.Count ?? 0))
        {
            return;
        }
        var pieces = Pieces(form.Sections![index]);
        form.Sections[index].Markdown = pieces[0].Markdown;
        foreach (var piece in pieces.Skip(1))
        {
            if (piece.Kind == SectionKind.Timeline)
            {
                form.Paste = Join(form.Paste, piece.Markdown, "\n");
                continue;
            }
            var name = SnakeCase.Of(piece.Kind);
            var into = form.Sections.Find(s => s.Kind == name);
            if (into is null)
            {
                into = new PostMortemForm.SectionLine
                {
                    Kind = name,
                    Heading = PostMortemExport.HeadingOf(piece.Kind),
                };
                form.Sections.Add(into);
            }
            into.Markdown = Join(into.Markdown, piece.Markdown, "\n\n");
        }
    }

    private static IReadOnlyList<SectionPiece> Pieces(PostMortemForm.SectionLine line) =>
        SectionCuts.Of(
            SnakeCase.TryParse<SectionKind>(line.Kind, out var kind) ? kind : SectionKind.Other,
            PostMortemForm.Plain(line.Markdown)
        );

    private static string Join(string? before, string text, string between) =>
        string.IsNullOrWhiteSpace(before) ? text : before.TrimEnd() + between + text;
}
