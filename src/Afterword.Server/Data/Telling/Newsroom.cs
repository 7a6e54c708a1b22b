using Afterword.Core.Updates;
using Afterword.Core.Updates.Facts;

namespace Afterword.Server.Data.Telling;

/// <summary>What the product tells of an incident by itself: from the kind of an update and the facts to its words.</summary>
internal static class Newsroom
{
    /// <summary>Days after the last item's closing on which somebody asks whether the fixes hold.</summary>
    private const int CheckInDays = 30;

    /// <summary>The words; null where the product has none of its own: what people write, and an item that is gone.</summary>
    public static Words? Write(UpdateAbout about, InternalFacts facts) =>
        News(about, facts) is { } news ? Drafting.Write(about.Audience, news) : null;

    private static News? News(UpdateAbout about, InternalFacts facts) =>
        about.Kind switch
        {
            UpdateKind.InitialSummary => new FirstSummaryNews(facts),
            UpdateKind.PostMortemPublished => new PublishedNews(facts),
            UpdateKind.WeeklyFollowUp => new WeeklyNews(facts, facts.Now.AddDays(-7), []),
            UpdateKind.WeeklyEnded => new WeeklyEndedNews(facts),
            UpdateKind.Done when Item(about, facts) is { } item => new DoneNews(facts, item),
            UpdateKind.Escalation => Escalation(about, facts),
            UpdateKind.Closing => Closing(facts),
            UpdateKind.ReminderDigest => Nudge(facts),
            _ => null,
        };

    private static EscalationNews? Escalation(UpdateAbout about, InternalFacts facts)
    {
        if (about.ItemNumber is null)
        {
            return new EscalationNews(facts)
            {
                OwedAt = facts.Waiting.Min(m => (DateTimeOffset?)m.OwedAt),
                PromisedTo = [.. facts.Waiting.Select(m => m.Readers).Distinct()],
                Message = facts.Waiting.Count > 0 ? facts.Waiting[0].Page : facts.Page,
            };
        }
        return Item(about, facts) is { } item
            ? new EscalationNews(facts)
            {
                Item = item,
                SilentDays = about.Slot.Contains("/stalled", StringComparison.Ordinal)
                    ? Days(item.TouchedAt, facts.Now)
                    : null,
                PromisedTo = facts.ToldTo,
            }
            : null;
    }

    private static ClosingNews Closing(InternalFacts facts)
    {
        var closed = facts.Items.Max(i => i.ClosedAt) ?? facts.Now;
        return new ClosingNews(
            facts,
            DateOnly.FromDateTime(closed.UtcDateTime).AddDays(CheckInDays),
            facts.Helpers
        );
    }

    /// <summary>The lead is reminded of what waits for their approval.</summary>
    private static DigestNews Nudge(InternalFacts facts) =>
        new(
            facts.Lead?.Name ?? "",
            DateOnly.FromDateTime(facts.Now.UtcDateTime),
            [],
            facts.Waiting,
            facts.Page,
            facts.Now
        )
        {
            Incident = facts,
        };

    private static ItemFact? Item(UpdateAbout about, InternalFacts facts) =>
        facts.Items.FirstOrDefault(i => i.Number == about.ItemNumber);

    private static int? Days(DateTimeOffset? since, DateTimeOffset now) =>
        since is { } at && (now - at).Days is > 0 and var days ? days : null;
}
