using Afterword.Core.ActionItems;
using Afterword.Core.Updates;
using Afterword.Core.Updates.Facts;

namespace Afterword.Server.Data.Telling;

/// <summary>What the product tells of an incident by itself: from the kind of an update and the facts to its words.</summary>
internal static class Newsroom
{
    /// <summary>The words; null where the product has none of its own: what people write, and an item that is gone.</summary>
    public static Words? Write(UpdateAbout about, InternalFacts facts, Site site) =>
        News(about, facts) is { } news
            ? Drafting.Write(about.Audience, news, site.Templates)
            : null;

    /// <summary>What there is to tell with a kind; null as for <see cref="Write"/>.</summary>
    public static News? News(UpdateAbout about, InternalFacts facts) =>
        about.Kind switch
        {
            UpdateKind.InitialSummary => new FirstSummaryNews(facts),
            UpdateKind.PostMortemPublished => new PublishedNews(facts),
            UpdateKind.WeeklyFollowUp => Weekly(facts),
            UpdateKind.WeeklyEnded => new WeeklyEndedNews(facts),
            UpdateKind.Done when Item(about, facts) is { } item => new DoneNews(facts, item),
            UpdateKind.Escalation => Escalation(about, facts),
            UpdateKind.Closing => Closing(facts),
            UpdateKind.ReminderDigest => Nudge(facts),
            UpdateKind.CheckIn => CheckIn(facts),
            UpdateKind.SimilarRiskCall => Risk(about, facts),
            _ => null,
        };

    private static EscalationNews? Escalation(UpdateAbout about, InternalFacts facts)
    {
        if (Unanswered(about, facts) is { } question)
        {
            return new EscalationNews(facts) { Question = question };
        }
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

    private static ClosingNews Closing(InternalFacts facts) =>
        new(facts, facts.CheckInOn ?? DateOnly.FromDateTime(facts.Now.UtcDateTime), facts.Helpers);

    private static WeeklyNews Weekly(InternalFacts facts)
    {
        var since = facts.Now.AddDays(-7);
        return new WeeklyNews(
            facts,
            since,
            [.. facts.Answers.Where(a => a.At >= since).Select(a => a.Fact)]
        );
    }

    private static CheckInNews CheckIn(InternalFacts facts)
    {
        var done = facts.Items.Where(i => i.Status == ActionItemStatus.Done).ToList();
        var open = done.Where(i => !facts.Checked.Contains(i.Number)).ToList();
        return new CheckInNews(facts, open.Count > 0 ? open : done, Below(facts, "check-in"));
    }

    private static RiskCallNews Risk(UpdateAbout about, InternalFacts facts)
    {
        var asked = facts.Risks.Where(r => r.PersonId == about.PersonId).ToList();
        var open = asked.Where(r => r.IsOpen).ToList();
        return new RiskCallNews(
            facts,
            asked.FirstOrDefault()?.Person ?? "Hello",
            open.Count > 0 ? open : asked,
            Below(facts, "similar-risk"),
            about.Slot.Contains("/nudge", StringComparison.Ordinal)
        );
    }

    /// <summary>What an escalation of a question without an answer says; null for every other.</summary>
    private static Unanswered? Unanswered(UpdateAbout about, InternalFacts facts)
    {
        if (about.Slot.Contains("/check-in", StringComparison.Ordinal))
        {
            return new Unanswered(
                $"Nobody has said whether the fixes of {facts.Key} hold.",
                "the fixes were made so that it cannot happen again; only a look shows whether they do.",
                facts.CheckInAskedAt ?? facts.Now,
                facts.Lead?.Name ?? "nobody yet",
                Below(facts, "check-in")
            );
        }
        if (!about.Slot.Contains("/similar-risk", StringComparison.Ordinal))
        {
            return null;
        }
        var handle = about.Slot.Split('@')[^1].Split('/')[0];
        var asked = facts.Risks.Where(r => r.IsOpen && (r.Handle == handle)).ToList();
        return new Unanswered(
            $"Nobody has said whether {facts.Key} could hit {(asked.Count == 1 ? "another service" : $"{asked.Count} other services")}.",
            "the same cause stands elsewhere; the next incident need not happen.",
            asked.Min(r => (DateTimeOffset?)r.AskedAt) ?? facts.Now,
            asked.FirstOrDefault()?.Person ?? "nobody yet",
            Below(facts, "similar-risk")
        );
    }

    private static Uri Below(InternalFacts facts, string page) =>
        new($"{facts.Page.AbsoluteUri}/{page}");

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
