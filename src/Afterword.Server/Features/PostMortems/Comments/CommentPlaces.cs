using Afterword.Core.PostMortems;

namespace Afterword.Server.Features.PostMortems.Comments;

/// <summary>The sections that can be commented on: their place on the page, and their name.</summary>
internal static class CommentPlaces
{
    public const string Head = "head";

    public static IReadOnlyList<(string Place, string Name)> Of(PostMortemContent content)
    {
        List<(string, string)> places = [(Head, "Head")];
        foreach (var section in PostMortemExport.SectionsOf(content))
        {
            var place = Of(section);
            if (place.Length > 0 && places.TrueForAll(p => p.Item1 != place))
            {
                places.Add((place, PostMortemExport.HeadingOf(section.Kind) ?? section.Heading));
            }
        }
        return places;
    }

    /// <summary>The place of a section; empty for what stands before the first heading.</summary>
    public static string Of(DocumentSection section) =>
        section.Kind != SectionKind.Other ? SectionAnchors.Of(section.Kind)
        : section.Heading.Length == 0 ? ""
        : $"own-{Core.People.Handle.From(section.Heading)}";
}
