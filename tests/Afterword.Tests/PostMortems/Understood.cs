using Afterword.Core.PostMortems;

namespace Afterword.Tests.PostMortems;

/// <summary>Short ways to ask what was understood of a text.</summary>
internal static class Understood
{
    internal static PostMortemDocument Of(string text)
    {
        var result = PostMortemReader.Read(text);
        Assert.Null(result.Error);
        var document = result.Documents[0];
        // Whatever a test reads must also survive our form, byte for byte on the second pass.
        var once = PostMortemWriter.Write(document);
        var twice = PostMortemWriter.Write(
            Assert.Single(
                PostMortemReader.Read(once, new ReadOptions { SplitIncidents = false }).Documents
            )
        );
        Assert.Equal(once, twice);
        return document;
    }

    internal static IReadOnlyList<string> Sections(string text) => SectionList.Of(Of(text));

    internal static IReadOnlyList<DocumentItem> Items(string text) => Of(text).ActionItems;

    internal static IReadOnlyList<DocumentTimelineEntry> Timeline(string text) => Of(text).Timeline;

    /// <summary>The items of a list under "Action items".</summary>
    internal static DocumentItem Item(string bullet) =>
        Assert.Single(Items($"# An outage\n\n## Action items\n\n{bullet}\n"));

    /// <summary>The moments of a timeline on 3 May 2024, as "yyyy-MM-ddTHH:mm" with a Z where they are in UTC.</summary>
    internal static IReadOnlyList<string> Moments(
        string timeline,
        string heading = "## Timeline"
    ) => [.. Timeline($"# 2024-05-03 An outage\n\n{heading}\n\n{timeline}\n").Select(Moment)];

    internal static string Moment(DocumentTimelineEntry entry) =>
        entry.At is { } at
            ? at.UtcDateTime.ToString(
                "yyyy-MM-ddTHH:mm'Z'",
                System.Globalization.CultureInfo.InvariantCulture
            )
            : entry.Local ?? "?";
}
