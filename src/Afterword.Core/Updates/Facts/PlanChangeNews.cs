using Afterword.Core.Templates;

namespace Afterword.Core.Updates.Facts;

/// <summary>A milestone or the instant of the next update has moved, and readers were told the old one.</summary>
/// <param name="Incident">The incident's facts.</param>
/// <param name="Moves">What moved.</param>
public sealed record PlanChangeNews(InternalFacts Incident, IReadOnlyList<PlanMove> Moves) : News
{
    private static readonly string[] LineFields = ["line"];

    /// <inheritdoc/>
    public override UpdateKind Kind => UpdateKind.PlanChange;

    /// <inheritdoc/>
    public override InternalFacts? About => Incident;

    private protected override IAudienceFacts Tailored(Audience audience) =>
        new InsideFacts(
            audience,
            items =>
            {
                var most = Math.Min(items, 4);
                var more = Math.Max(0, Moves.Count - most);
                return CommonFields
                    .Of(Incident, FactWords.Open(Incident), 0)
                    .List("moves", LineFields, Moves.Take(most).Select(Line))
                    .Text("moreMoves", more == 0 ? "" : FactWords.Count(more, "date"))
                    .Text(
                        "what",
                        Moves.Count == 1
                            ? "a date has changed"
                            : $"{Moves.Count} dates have changed"
                    );
            }
        );

    private static TemplateFields Line(PlanMove move)
    {
        var name = FactWords.Short(move.Name.Reveal(), 8);
        return new TemplateFields().Prose(
            "line",
            (move.From, move.To) switch
            {
                ({ } from, { } to) =>
                    $"{name}: {FactWords.Instant(to)}, not {FactWords.Instant(from)}",
                (null, { } to) => $"{name}: {FactWords.Instant(to)}, new",
                ({ } from, null) => $"{name}: no date any more, was {FactWords.Instant(from)}",
                _ => name,
            }
        );
    }
}

/// <summary>A date that moved.</summary>
/// <param name="Name">What it is the date of: "All clients upgraded", "Next update".</param>
/// <param name="From">The instant readers were told, UTC; null for one that is new.</param>
/// <param name="To">The instant it is now, UTC; null where it was taken back.</param>
public sealed record PlanMove(InternalText Name, DateTimeOffset? From, DateTimeOffset? To);
