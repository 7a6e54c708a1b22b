using Afterword.Core.Templates;

namespace Afterword.Core.Updates.Facts;

/// <summary>A short word ahead: what, when, where to follow.</summary>
/// <param name="Incident">The incident it is about, if any.</param>
/// <param name="Message">What the person wrote.</param>
public sealed record HeadsUpNews(InternalFacts? Incident, HeadsUp Message) : News
{
    /// <inheritdoc/>
    public override UpdateKind Kind => UpdateKind.HeadsUp;

    /// <inheritdoc/>
    public override InternalFacts? About => Incident;

    private protected override IAudienceFacts Tailored(Audience audience) =>
        new InsideFacts(
            audience,
            _ =>
                Written
                    .About(Incident)
                    .Prose("what", FactWords.Sentence(FactWords.Short(Message.What.Reveal(), 18)))
                    .Prose("when", FactWords.Short(Message.When.Reveal(), 8))
                    .Prose("follow", FactWords.Short(Message.Follow.Reveal(), 8))
        );
}

/// <summary>What a person says ahead.</summary>
/// <param name="What">What is coming or changes.</param>
/// <param name="When">When, in words or as an instant.</param>
/// <param name="Follow">Where to follow: a channel, a page; may be empty where an incident's page says it.</param>
public sealed record HeadsUp(InternalText What, InternalText When, InternalText Follow);

/// <summary>An earlier update was wrong.</summary>
/// <param name="Incident">The incident it is about, if any.</param>
/// <param name="SentAt">When the wrong one was sent, UTC.</param>
/// <param name="Wrong">What it said.</param>
/// <param name="Right">What is right.</param>
public sealed record CorrectionNews(
    InternalFacts? Incident,
    DateTimeOffset SentAt,
    InternalText Wrong,
    InternalText Right
) : News
{
    /// <inheritdoc/>
    public override UpdateKind Kind => UpdateKind.Correction;

    /// <inheritdoc/>
    public override InternalFacts? About => Incident;

    private protected override IAudienceFacts Tailored(Audience audience) =>
        new InsideFacts(
            audience,
            _ =>
                Written
                    .About(Incident)
                    .Text("sentAt", FactWords.Instant(SentAt))
                    .Prose("wrong", FactWords.Sentence(FactWords.Short(Wrong.Reveal(), 22)))
                    .Prose("right", FactWords.Sentence(FactWords.Short(Right.Reveal(), 22)))
        );
}

/// <summary>Whatever a person wants to say, with the frame every message has.</summary>
/// <param name="Incident">The incident it is about, if any.</param>
/// <param name="Words">What they wrote, Markdown.</param>
public sealed record AdHocNews(InternalFacts? Incident, InternalText Words) : News
{
    /// <inheritdoc/>
    public override UpdateKind Kind => UpdateKind.AdHoc;

    /// <inheritdoc/>
    public override InternalFacts? About => Incident;

    private protected override IAudienceFacts Tailored(Audience audience) =>
        new InsideFacts(audience, _ => Written.About(Incident).Markdown("words", Words.Reveal()));
}

/// <summary>The fields of a message a person writes, about an incident or about none.</summary>
internal static class Written
{
    public static TemplateFields About(InternalFacts? incident) =>
        incident is null
            ? new TemplateFields()
                .Flag("incident", false)
                .Text("key", "")
                .Prose("title", "")
                .Text("day", "")
                .Text("nextUpdate", "")
                .Link("page", "", null)
                .Link("ask", "", null)
            : CommonFields.Of(incident, [], 0).Flag("incident", true);
}
