using System.Globalization;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;
using Afterword.Core.Updates;

namespace Afterword.Server.Data.Demo;

/// <summary>What was written down and told of each old incident.</summary>
internal sealed partial class DemoHistory
{
    private void WritePostMortem(
        Incident incident,
        DemoCause cause,
        DateTimeOffset start,
        DateTimeOffset resolved,
        string lead,
        DateTimeOffset at
    )
    {
        var by = script.By(lead, at);
        var postMortem = PostMortem.Start(
            incident.Number,
            Content(incident, cause, start, resolved, lead),
            by
        );
        postMortem.SendToReview(by with { At = at.AddHours(2) });
        postMortem.Publish(by with { At = at.AddHours(26) });
        Keep(postMortem);
    }

    private static PostMortemContent Content(
        Incident incident,
        DemoCause cause,
        DateTimeOffset start,
        DateTimeOffset resolved,
        string lead
    ) =>
        new()
        {
            Authors = [$"@{lead}"],
            Sections =
            [
                DemoWords.Section(SectionKind.Summary, $"{incident.Title}. {incident.Impact}"),
                DemoWords.Section(SectionKind.RootCause, cause.Cause),
                DemoWords.Section(SectionKind.ContributingFactors, $"- {cause.Observation}"),
            ],
            Timeline =
            [
                DemoWords.Moment(start, "The first requests fail"),
                DemoWords.Moment(incident.DetectedAt!.Value, "Somebody is called"),
                DemoWords.Moment(resolved, "The last effect is gone"),
            ],
            Learnings =
            [
                DemoWords.Learned(cause.Fixes[0].Category, cause.Observation, cause.Lesson),
            ],
        };

    private async Task Messages(
        Incident incident,
        DemoCause cause,
        DateTimeOffset resolved,
        DateTimeOffset closed,
        double skill
    )
    {
        var key = script.Site.Keys.OfIncident(incident.Number);
        var subject = $"{key}: {incident.Title}";
        var summary = resolved.AddHours(
            Chance(0.62 + 0.35 * skill) ? 2 + _random.Next(20) : 26 + _random.Next(30)
        );
        foreach (var audience in Readers)
        {
            var name = SnakeCaseName(audience);
            await Told(
                new(
                    $"{key}/initial-summary/{name}",
                    UpdateKind.InitialSummary,
                    audience,
                    incident.Number,
                    null,
                    resolved.AddHours(24)
                ),
                new Words(subject, $"**Resolved**: {incident.Impact}\n\n{cause.Cause}"),
                summary
            );
            await Told(
                new(
                    $"{key}/closing/{name}",
                    UpdateKind.Closing,
                    audience,
                    incident.Number,
                    null,
                    closed.AddDays(2)
                ),
                new Words(
                    subject,
                    $"**All fixes are done**: {cause.Lesson}\n\nThank you, everybody."
                ),
                closed.AddHours(20)
            );
        }
        for (var due = resolved.AddDays(7); due < closed; due = due.AddDays(7))
        {
            var week = $"{ISOWeek.GetYear(due.DateTime)}-W{ISOWeek.GetWeekOfYear(due.DateTime):00}";
            await Told(
                new(
                    $"{key}/weekly/technical/{week}",
                    UpdateKind.WeeklyFollowUp,
                    Audience.Technical,
                    incident.Number,
                    null,
                    due
                ),
                new Words(subject, "**This week**: work on the fixes goes on."),
                due.AddHours(Chance(0.7 + 0.28 * skill) ? 1 : 40)
            );
        }
        if (Chance(0.5 - 0.4 * skill))
        {
            await Told(
                new(
                    $"{key}/escalation/leadership/1",
                    UpdateKind.Escalation,
                    Audience.Leadership,
                    incident.Number,
                    null,
                    closed.AddDays(-1)
                ),
                new Words(
                    subject,
                    "**Late**: a fix is past its day. It matters because this can happen again."
                ),
                closed.AddDays(-1)
            );
        }
    }

    private static readonly Audience[] Readers = [Audience.Leadership, Audience.AffectedTeams];

    /// <summary>A message that was sent then.</summary>
    private async Task Told(UpdateAbout about, Words words, DateTimeOffset at)
    {
        var by = By.Product(Then(at), Door.Cadence);
        var update = Update.Automatic(await _updates.Next(), about, words, null, by);
        update.Settle(allSettled: true, anyDead: false, by with { At = by.At.AddMinutes(1) });
        Keep(update);
    }
}
