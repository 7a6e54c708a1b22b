using Afterword.Core.Templates;

namespace Afterword.Core.Updates.Facts;

/// <summary>Some weeks after the fixes were done the lead is asked whether each holds.</summary>
/// <param name="Incident">The incident's facts.</param>
/// <param name="Fixes">The items nobody has answered for.</param>
/// <param name="Answer">The page on which it is answered.</param>
public sealed record CheckInNews(InternalFacts Incident, IReadOnlyList<ItemFact> Fixes, Uri Answer)
    : News
{
    private static readonly string[] LineFields = ["line"];

    /// <inheritdoc/>
    public override UpdateKind Kind => UpdateKind.CheckIn;

    /// <inheritdoc/>
    public override InternalFacts? About => Incident;

    private protected override IAudienceFacts Tailored(Audience audience) =>
        new InsideFacts(audience, Fields);

    private TemplateFields Fields(int most)
    {
        var left = Math.Max(0, Fixes.Count - most);
        return CommonFields
            .Of(Incident, [], 0)
            .Text("name", FactWords.Short(Incident.Lead?.Name.Split(' ')[0] ?? "Hello", 2))
            .Text("since", Since())
            .List(
                "fixes",
                LineFields,
                Fixes.Take(most).Select(f => new TemplateFields().Text("line", Line(f)))
            )
            .Text("moreFixes", left == 0 ? "" : FactWords.Count(left, "fix", "fixes"))
            .Prose("impact", CommonFields.Impact(Incident, 16))
            .Text("today", FactWords.Day(DateOnly.FromDateTime(Incident.Now.UtcDateTime)))
            .Link("answer", "say how each fix holds", Answer);
    }

    private string Since() =>
        Fixes.Max(f => f.ClosedAt) is { } closed && (Incident.Now - closed).Days is > 0 and var days
            ? $"The last was done {FactWords.Count(days, "day")} ago."
            : "";

    private static string Line(ItemFact fix)
    {
        var evidence = FactWords.Plain(fix.Evidence, 10);
        var owner = fix.Owner is null ? "" : $" – {FactWords.Short(fix.Owner, 4)}";
        return $"[{fix.Key}] {FactWords.Short(fix.Action.Reveal(), 14)}{owner}{(evidence.Length > 0 ? $": {evidence}" : "")}";
    }
}

/// <summary>Owners of services of the same kind are asked whether it could hit them.</summary>
/// <param name="Incident">The incident's facts.</param>
/// <param name="Name">Who is asked.</param>
/// <param name="Services">Their services, with what each has in common.</param>
/// <param name="Answer">The page on which it is answered.</param>
/// <param name="Again">Asked once before.</param>
public sealed record RiskCallNews(
    InternalFacts Incident,
    string Name,
    IReadOnlyList<RiskFact> Services,
    Uri Answer,
    bool Again
) : News
{
    private static readonly string[] LineFields = ["line"];

    /// <inheritdoc/>
    public override UpdateKind Kind => UpdateKind.SimilarRiskCall;

    /// <inheritdoc/>
    public override InternalFacts? About => Incident;

    private protected override IAudienceFacts Tailored(Audience audience) =>
        new InsideFacts(audience, Fields);

    private TemplateFields Fields(int most) =>
        CommonFields
            .Of(Incident, [], 0)
            .Text("name", FactWords.Short(Name.Split(' ')[0], 2))
            .Prose(
                "services",
                Services.Count == 0
                    ? "your services"
                    : FactWords.Names([.. Services.Select(s => s.Service.Reveal())], 2)
            )
            .Flag("again", Again)
            .Prose("impact", CommonFields.Impact(Incident, 16))
            .Prose("cause", FactWords.Sentence(FactWords.Plain(Incident.Cause, 18)))
            .Prose("lesson", FactWords.Sentence(FactWords.Plain(Incident.Lesson, 16)))
            .List(
                "common",
                LineFields,
                Services.Take(most).Select(s => new TemplateFields().Text("line", Line(s)))
            )
            .Link("answer", "say whether it could", Answer);

    private static string Line(RiskFact service) =>
        service.Shared.Count == 0
            ? FactWords.Short(service.Service.Reveal(), 6)
            : $"{FactWords.Short(service.Service.Reveal(), 6)}: {string.Join(", ", service.Shared.Take(6).Select(w => FactWords.Short(w, 3)))}";
}

/// <summary>A service that an incident of another could hit.</summary>
/// <param name="PersonId">Who is asked.</param>
/// <param name="Handle">Their handle.</param>
/// <param name="Person">Their name.</param>
/// <param name="Service">The service's name.</param>
/// <param name="Shared">What both have in common: tags, causes.</param>
/// <param name="AskedAt">When they were asked, UTC.</param>
/// <param name="IsOpen">True while there is no answer.</param>
public sealed record RiskFact(
    int PersonId,
    string Handle,
    string Person,
    InternalText Service,
    IReadOnlyList<string> Shared,
    DateTimeOffset AskedAt,
    bool IsOpen
);

/// <summary>A question to a person that has no answer, and somebody above must know.</summary>
/// <param name="What">What is unanswered, a sentence.</param>
/// <param name="Why">Why it matters, a sentence in lower case.</param>
/// <param name="AskedAt">When it was asked, UTC.</param>
/// <param name="Person">Who was asked.</param>
/// <param name="Answer">The page on which it is answered.</param>
public sealed record Unanswered(
    string What,
    string Why,
    DateTimeOffset AskedAt,
    string Person,
    Uri Answer
);
