using System.Globalization;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>What the whole document says that a single line leaves out.</summary>
/// <param name="Targets">The reference links.</param>
/// <param name="Date">The day of the incident, when it is known.</param>
/// <param name="Year">The year to give to days without one.</param>
/// <param name="DayFirst">Whether "03/04/2023" has the day first; null when nothing in the document shows it.</param>
/// <param name="Zone">The zone of times without one.</param>
/// <param name="OwnForm">Whether the document is in our own form, written by hand or by us.</param>
internal sealed record ReadContext(
    LinkTargets Targets,
    DateOnly? Date,
    int? Year,
    bool? DayFirst,
    string? Zone,
    bool OwnForm
)
{
    internal static ReadContext Empty { get; } =
        new(LinkTargets.None, null, null, null, null, false);

    /// <summary>Whether <see cref="PostMortemWriter"/> wrote it.</summary>
    internal bool Written { get; init; }

    /// <summary>As <see cref="ReadOptions.ForLinting"/>.</summary>
    internal bool ForLinting { get; init; }

    /// <summary>Whether the table of our form was already seen: a second one keeps its column names in a note.</summary>
    internal bool OwnTableSeen { get; set; }

    internal List<ReportLine> Report { get; init; } = [];

    internal void Tell(int line, string message)
    {
        if (Report.Count < 200)
            Report.Add(new(line, message));
    }

    internal static string Day(DateOnly date) =>
        date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
