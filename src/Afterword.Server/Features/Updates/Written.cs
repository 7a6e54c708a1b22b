using Afterword.Core;
using Afterword.Core.Events;
using Afterword.Core.Templates;
using Afterword.Core.Updates;
using Afterword.Core.Updates.Facts;

namespace Afterword.Server.Features.Updates;

/// <summary>A message as a person wrote it, before it is tailored to each audience.</summary>
internal sealed record Written
{
    /// <summary>A message or a heads-up.</summary>
    public required UpdateKind Kind { get; init; }

    /// <summary>For whom; customers stand alone, because their words are their own.</summary>
    public required IReadOnlyList<Audience> Audiences { get; init; }

    /// <summary>The incident it is about, if any.</summary>
    public int? Incident { get; init; }

    /// <summary>The subject; within a thread the thread's own is kept.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The words of a message, Markdown.</summary>
    public string Body { get; init; } = "";

    /// <summary>Whether the body stands as it is, without the frame of the template.</summary>
    public bool Bare { get; init; }

    /// <summary>What a heads-up is about.</summary>
    public string What { get; init; } = "";

    /// <summary>When.</summary>
    public string When { get; init; } = "";

    /// <summary>Where to follow; for customers a public address.</summary>
    public string Follow { get; init; } = "";

    /// <summary>By when the next update is promised, UTC.</summary>
    public DateTimeOffset? NextUpdateAt { get; init; }

    /// <summary>Says what is missing, before anything is written.</summary>
    /// <exception cref="RuleException">The first thing that is missing or wrong.</exception>
    public void Check(By by)
    {
        if (Audiences.Count == 0)
        {
            throw new RuleException("audience", "Choose who it is for.");
        }
        if (Audiences.Any(a => !Core.Updates.Audiences.Written.Contains(a)))
        {
            throw new RuleException(
                "audience",
                "People write to leadership, the affected teams, the engineers, the whole company or customers."
            );
        }
        if (Audiences.Count > 1 && Audiences.Any(Core.Updates.Audiences.IsOutside))
        {
            throw new RuleException(
                "audience",
                "Customers get words of their own: write their message apart from the others."
            );
        }
        if (Outside)
        {
            UpdateWriting.Missing(
                "subject",
                Subject,
                "Write a subject for customers; nothing is taken over from inside."
            );
        }
        if (Kind == UpdateKind.HeadsUp)
        {
            UpdateWriting.Missing("what", What, "Say what is coming or changes.");
            UpdateWriting.Missing("when", When, "Say when: an instant, or in words.");
            if (!Outside && Incident is null)
            {
                UpdateWriting.Missing("follow", Follow, "Say where to follow it.");
            }
        }
        else
        {
            UpdateWriting.Missing("body", Body, "A message needs words.");
        }
        if (NextUpdateAt is not null && Incident is null)
        {
            throw new RuleException(
                "nextUpdateAt",
                "A next update is promised about an incident; name it."
            );
        }
        if (Outside && by.PersonId is null)
        {
            throw new RuleException("", "Words for customers need a person who has read them.");
        }
    }

    /// <summary>The words for one audience.</summary>
    /// <param name="audience">Who reads.</param>
    /// <param name="facts">The incident's facts, if it is about one.</param>
    /// <param name="templates">The templates in force.</param>
    /// <param name="by">Who wrote them.</param>
    public Words For(Audience audience, InternalFacts? facts, TemplateBook templates, By by)
    {
        if (Bare)
        {
            return new Words(Subject, Body);
        }
        var words = Core.Updates.Audiences.IsOutside(audience)
            ? Drafting.Write(ForCustomers(by), templates)
            : Drafting.Write(audience, Inside(facts), templates)!;
        return string.IsNullOrWhiteSpace(Subject) ? words : words with { Subject = Subject };
    }

    /// <summary>A public address.</summary>
    /// <exception cref="RuleException">It is none.</exception>
    public static Uri Address(string text) =>
        Uri.TryCreate(text.Trim(), UriKind.Absolute, out var url) && url.Scheme is "https" or "http"
            ? url
            : throw new RuleException(
                "follow",
                "Give the public page where customers follow, such as https://status.example.com."
            );

    private bool Outside => Audiences.Any(Core.Updates.Audiences.IsOutside);

    private News Inside(InternalFacts? facts) =>
        Kind == UpdateKind.HeadsUp
            ? new HeadsUpNews(
                facts,
                new HeadsUp(
                    new InternalText(What),
                    new InternalText(When),
                    new InternalText(Follow)
                )
            )
            : new AdHocNews(facts, new InternalText(Body));

    private ICustomerFacts ForCustomers(By by) =>
        Kind == UpdateKind.HeadsUp
            ? new CustomerHeadsUp
            {
                What = UpdateWriting.Reviewed(What, by),
                When = UpdateWriting.Reviewed(When, by),
                Follow = Address(Follow),
            }
            : new CustomerMessage
            {
                Words = UpdateWriting.Reviewed(Body, by),
                Follow = Address(Follow),
            };
}
