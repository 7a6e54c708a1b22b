using System.Globalization;
using Afterword.Core.Incidents;
using Afterword.Server.Shell.Pieces;

namespace Afterword.Server.Features.Incidents;

/// <summary>An incident's figures in words.</summary>
internal static class IncidentWords
{
    /// <summary>How long it lasted: derived, or as a document states it, marked so; empty when nobody knows.</summary>
    public static string Lasted(Incident incident) =>
        incident.Duration is { } lasted ? TimeWords.Duration(lasted)
        : incident.StatedDuration.Length > 0 ? $"{incident.StatedDuration} (stated)"
        : "";

    /// <summary>The impact in one sentence with its figures; empty when neither words nor figures are known.</summary>
    public static string Impact(Incident incident)
    {
        var lasted = Lasted(incident) is { Length: > 0 } span ? $" for {span}" : "";
        var figures =
            incident.AffectedUsers is { } users
                ? string.Create(
                    CultureInfo.GetCultureInfo("en-US"),
                    $"{users:N0} {(users == 1 ? "user" : "users")} affected{lasted}."
                )
            : lasted.Length > 0 ? $"Lasted{lasted[4..]}."
            : "";
        var cost = incident.Cost.Length > 0 ? $"Cost: {incident.Cost.TrimEnd('.')}." : "";
        return string.Join(
            " ",
            new[] { FirstParagraph(incident.Impact), figures, cost }.Where(t => t.Length > 0)
        );
    }

    /// <summary>What fits under a title; the rest stands in the summary.</summary>
    private static string FirstParagraph(string text)
    {
        var first = text.ReplaceLineEndings("\n").Split("\n\n")[0].Replace('\n', ' ').Trim();
        if (first.Length > 280)
        {
            var cut = first.LastIndexOf(' ', 280);
            first = first[..(cut > 0 ? cut : 280)] + " …";
        }
        return first.Length > 0 && !".!?…".Contains(first[^1]) ? first + "." : first;
    }
}
