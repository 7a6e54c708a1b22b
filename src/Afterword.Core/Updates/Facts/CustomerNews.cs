using Afterword.Core.Templates;

namespace Afterword.Core.Updates.Facts;

/// <summary>
/// Facts for readers outside. Whatever implements this is made of words a person reviewed, instants and public addresses alone; a
/// test walks every type reachable from every implementation. A template for customers takes nothing else.
/// </summary>
public interface ICustomerFacts : IAudienceFacts
{
    /// <summary>The kind of update they are for.</summary>
    UpdateKind Kind { get; }
}

/// <summary>What customers are told when everything is done.</summary>
public sealed record CustomerClosing : ICustomerFacts
{
    /// <summary>A short name of what happened.</summary>
    public required PublicText Headline { get; init; }

    /// <summary>What is different for them now.</summary>
    public required PublicText Different { get; init; }

    /// <summary>The day of the incident.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The public page where to follow.</summary>
    public required Uri Follow { get; init; }

    /// <inheritdoc/>
    public UpdateKind Kind => UpdateKind.Closing;

    /// <inheritdoc/>
    public Audience Audience => Audience.Customers;

    /// <inheritdoc/>
    public TemplateFields Fields(int items) =>
        new TemplateFields()
            .Prose("headline", FactWords.Short(Headline.ToString(), 12))
            .Prose("different", FactWords.Sentence(FactWords.Short(Different.ToString(), 50)))
            .Text("day", FactWords.Day(Day))
            .Link("follow", "status page", Follow);
}

/// <summary>A short word ahead for customers.</summary>
public sealed record CustomerHeadsUp : ICustomerFacts
{
    /// <summary>What is coming or changes.</summary>
    public required PublicText What { get; init; }

    /// <summary>When.</summary>
    public required PublicText When { get; init; }

    /// <summary>The public page where to follow.</summary>
    public required Uri Follow { get; init; }

    /// <inheritdoc/>
    public UpdateKind Kind => UpdateKind.HeadsUp;

    /// <inheritdoc/>
    public Audience Audience => Audience.Customers;

    /// <inheritdoc/>
    public TemplateFields Fields(int items) =>
        new TemplateFields()
            .Prose("what", FactWords.Sentence(FactWords.Short(What.ToString(), 22)))
            .Prose("when", FactWords.Short(When.ToString(), 10))
            .Link("follow", "status page", Follow);
}

/// <summary>What customers were told wrongly, and what is right.</summary>
public sealed record CustomerCorrection : ICustomerFacts
{
    /// <summary>What the message said.</summary>
    public required PublicText Wrong { get; init; }

    /// <summary>What is right.</summary>
    public required PublicText Right { get; init; }

    /// <summary>When the wrong one was sent, UTC.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>The public page where to follow.</summary>
    public required Uri Follow { get; init; }

    /// <inheritdoc/>
    public UpdateKind Kind => UpdateKind.Correction;

    /// <inheritdoc/>
    public Audience Audience => Audience.Customers;

    /// <inheritdoc/>
    public TemplateFields Fields(int items) =>
        new TemplateFields()
            .Text("sentAt", FactWords.Instant(SentAt))
            .Prose("wrong", FactWords.Sentence(FactWords.Short(Wrong.ToString(), 22)))
            .Prose("right", FactWords.Sentence(FactWords.Short(Right.ToString(), 22)))
            .Link("follow", "status page", Follow);
}

/// <summary>Whatever a person wants to tell customers.</summary>
public sealed record CustomerMessage : ICustomerFacts
{
    /// <summary>The words, Markdown.</summary>
    public required PublicText Words { get; init; }

    /// <summary>The public page where to follow.</summary>
    public required Uri Follow { get; init; }

    /// <inheritdoc/>
    public UpdateKind Kind => UpdateKind.AdHoc;

    /// <inheritdoc/>
    public Audience Audience => Audience.Customers;

    /// <inheritdoc/>
    public TemplateFields Fields(int items) =>
        new TemplateFields()
            .Markdown("words", Words.ToString())
            .Link("follow", "status page", Follow);
}
