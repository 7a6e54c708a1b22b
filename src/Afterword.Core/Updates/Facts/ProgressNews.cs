using Afterword.Core.Templates;

namespace Afterword.Core.Updates.Facts;

/// <summary>What a person or a team did, is at and is held up by.</summary>
/// <param name="Who">Whose progress, as a title names them: "Payments", "Ana Ruiz".</param>
/// <param name="Day">The day it is written.</param>
/// <param name="Report">What they wrote.</param>
public sealed record ProgressNews(string Who, DateOnly Day, Progress Report) : WorkNews
{
    /// <inheritdoc/>
    public override UpdateKind Kind => UpdateKind.ProgressUpdate;

    private protected override IAudienceFacts Tailored(Audience audience) =>
        new InsideFacts(
            audience,
            items =>
                Frame()
                    .Text("who", FactWords.Short(Who, 6))
                    .Text("date", FactWords.Day(Day))
                    .Text("changed", Changed())
                    .List("completed", LineFields, Lines(Report.Completed, items))
                    .List("inProgress", LineFields, Lines(Report.InProgress, items))
                    .List("blockers", LineFields, Lines(Report.Blockers, items))
                    .Prose(
                        "notes",
                        FactWords.Sentence(FactWords.Plain(Report.Notes, 40))
                            is { Length: > 0 } said
                            ? said
                            : "nothing else."
                    )
        );

    /// <summary>The first sentence: what changed, in figures.</summary>
    private string Changed() =>
        (Report.Completed.Count, Report.InProgress.Count, Report.Blockers.Count) switch
        {
            (0, 0, 0) => "Nothing changed",
            var (done, going, blocked) =>
                $"{done} completed, {going} in progress, {(blocked == 0 ? "nothing blocked" : $"{blocked} blocked")}",
        };
}

/// <summary>A progress report as people write it, one thing a line.</summary>
/// <param name="Completed"><c>{deliverable} (PR #{n})</c>.</param>
/// <param name="InProgress"><c>{task} - ETA: {day}</c>.</param>
/// <param name="Blockers"><c>{blocker}: Need {action} from {person}</c>.</param>
/// <param name="Notes">Context, risks, for your information.</param>
public sealed record Progress(
    IReadOnlyList<InternalText> Completed,
    IReadOnlyList<InternalText> InProgress,
    IReadOnlyList<InternalText> Blockers,
    InternalText Notes
);
