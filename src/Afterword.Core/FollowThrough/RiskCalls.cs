using Afterword.Core.Updates;

namespace Afterword.Core.FollowThrough;

/// <summary>
/// F12: owners of services of the same kind were asked, with the decision to publish, whether it could hit them. Who does not answer
/// is asked once more; then somebody above hears of it.
/// </summary>
internal static class RiskCalls
{
    public static IEnumerable<Obligation> For(Owing owing) =>
        owing
            .State.RiskCalls.Where(c => c.AnsweredAt is null)
            .GroupBy(c => c.PersonId)
            .OrderBy(g => g.Key)
            .SelectMany(g =>
                owing.State.Reachable(g.Key) is { } person
                    ? Pressing(owing, person, g.Max(c => c.AskedAt))
                    : []
            );

    private static IEnumerable<Obligation> Pressing(
        Owing owing,
        PersonState person,
        DateTimeOffset askedAt
    )
    {
        var slot = $"{owing.Key}/similar-risk/@{person.Handle}";
        var nudge = CheckIns.Step(
            owing,
            new CheckIns.Way(
                Rounds.Slot(owing.State, $"{slot}/nudge", askedAt),
                Matter.RiskNudge,
                UpdateKind.SimilarRiskCall,
                2,
                person,
                Audience.Owner,
                []
            ),
            CheckIns.Morning(owing, askedAt, owing.Policy.RiskNudgeDays, person.Zone),
            "“Could this hit you?” has no answer yet."
        );
        yield return nudge;
        var above = CheckIns.Above(owing.State, person);
        yield return CheckIns.Step(
            owing,
            new CheckIns.Way(
                Rounds.Slot(owing.State, $"{slot}/escalation", askedAt),
                Matter.RiskUnanswered,
                UpdateKind.Escalation,
                3,
                above.To,
                above.As,
                []
            ),
            CheckIns.Morning(
                owing,
                owing.ToldAt(nudge),
                owing.Policy.RiskManagerDays,
                above.To?.Zone ?? owing.State.Zone
            ),
            "Nobody has said whether it could hit their service."
        );
    }
}
