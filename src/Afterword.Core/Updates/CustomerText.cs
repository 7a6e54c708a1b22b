using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.Updates.Facts;

namespace Afterword.Core.Updates;

/// <summary>
/// What customers may read of an incident: written beside the internal text, never taken from it, and approved apart by a person. A
/// message to customers is made from the approved words alone, whatever is typed afterwards.
/// </summary>
public sealed class CustomerText : Noun
{
    private CustomerText() { }

    /// <summary>The incident it belongs to.</summary>
    public int IncidentNumber { get; private set; }

    /// <summary>The words as they are being written.</summary>
    public CustomerWording Draft { get; private set; } = CustomerWording.None;

    /// <summary>The words a person approved; empty before the first approval.</summary>
    public CustomerWording Approved { get; private set; } = CustomerWording.None;

    /// <summary>Who approved them.</summary>
    public int? ApprovedById { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset? ApprovedAt { get; private set; }

    /// <inheritdoc/>
    public override SubjectKind SubjectKind => SubjectKind.CustomerText;

    /// <inheritdoc/>
    public override long SubjectId => IncidentNumber;

    /// <inheritdoc/>
    public override int? OfIncident => IncidentNumber;

    /// <summary>True where the words were changed since they were approved, or never were.</summary>
    public bool IsAhead => ApprovedAt is null || Draft != Approved;

    /// <summary>Begins with no words.</summary>
    public static CustomerText For(int incident) => new() { IncidentNumber = incident };

    /// <summary>Writes the words; what was approved stays as it is.</summary>
    /// <param name="words">All of them.</param>
    /// <param name="by">Who writes.</param>
    /// <param name="reason">Why, where that is not plain: an undo.</param>
    /// <exception cref="RuleException">A field breaks its rule.</exception>
    public void Write(CustomerWording words, By by, string? reason = null)
    {
        ArgumentNullException.ThrowIfNull(words);
        var clean = words.Trimmed();
        clean.Check();
        var changes = new Changes();
        changes.Of("headline", Draft.Headline, clean.Headline);
        changes.Of("seen", Draft.Seen, clean.Seen);
        changes.Of("doing", Draft.Doing, clean.Doing);
        changes.Of("different", Draft.Different, clean.Different);
        changes.Of("follow", Draft.Follow, clean.Follow);
        if (changes.Any)
        {
            Draft = clean;
            Happened(EventKind.CustomerTextWritten, by, changes.All, reason);
        }
    }

    /// <summary>Approves the words as they are: a person has read them for customers.</summary>
    /// <exception cref="RuleException">No person approves, nothing changed since the last approval, or something is missing.</exception>
    public void Approve(By by)
    {
        if (by.PersonId is null)
        {
            throw new RuleException("", "Words for customers need a person who has read them.");
        }
        if (!IsAhead)
        {
            throw new RuleException("", "These words are approved already.");
        }
        Draft.MustBeWhole();
        (Approved, ApprovedById, ApprovedAt) = (Draft, by.PersonId, by.At);
        Happened(EventKind.CustomerTextApproved, by, note: Approved.Headline);
    }

    /// <summary>Takes the approval back. Nothing is approved then, whatever was before it: no words go to customers that nobody looked at last.</summary>
    /// <param name="why">What the history says of it.</param>
    /// <param name="by">Who takes it back.</param>
    /// <exception cref="RuleException">Nothing is approved.</exception>
    public void Unapprove(string why, By by)
    {
        if (ApprovedAt is null)
        {
            throw new RuleException("", "These words are not approved.");
        }
        (Approved, ApprovedById, ApprovedAt) = (CustomerWording.None, null, null);
        Happened(EventKind.CustomerTextUnapproved, by, reason: why);
    }

    /// <summary>What customers are told with a kind, from the approved words; null for a kind that is written otherwise.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="incident">The incident, for its instants.</param>
    /// <param name="nextUpdateAt">By when they hear more, UTC.</param>
    /// <exception cref="RuleException">Nothing is approved yet, or not what this kind needs.</exception>
    public ICustomerFacts? Facts(UpdateKind kind, Incident incident, DateTimeOffset nextUpdateAt)
    {
        ArgumentNullException.ThrowIfNull(incident);
        if (kind is not (UpdateKind.InitialSummary or UpdateKind.StatusPost or UpdateKind.Closing))
        {
            return null;
        }
        if (ApprovedById is not { } reviewer)
        {
            throw new RuleException(
                "",
                "No words for customers are approved yet; write them and let a person approve them."
            );
        }
        PublicText Words(string text, string field, string missing) =>
            string.IsNullOrEmpty(text)
                ? throw new RuleException(field, missing)
                : PublicText.Reviewed(text, reviewer);
        var headline = Words(Approved.Headline, "headline", "Write a short name of what happened.");
        return kind switch
        {
            UpdateKind.Closing => new CustomerClosing
            {
                Headline = headline,
                Different = Words(
                    Approved.Different,
                    "different",
                    "Write what is different for customers now, and approve it."
                ),
                Day = incident.Day,
                Follow = new Uri(Approved.Follow),
            },
            UpdateKind.StatusPost => new CustomerStatus
            {
                Headline = headline,
                Seen = Words(Approved.Seen, "seen", "Write what customers saw."),
                Doing = Words(Approved.Doing, "doing", "Write what is done for them."),
                ResolvedAt = incident.ResolvedAt,
                NextUpdateAt = nextUpdateAt,
                Follow = new Uri(Approved.Follow),
            },
            _ => new CustomerFacts
            {
                Headline = headline,
                Seen = Words(Approved.Seen, "seen", "Write what customers saw."),
                Doing = Words(Approved.Doing, "doing", "Write what is done for them."),
                StartedAt = incident.StartedAt,
                ResolvedAt = incident.ResolvedAt,
                NextUpdateAt = nextUpdateAt,
                Follow = new Uri(Approved.Follow),
            },
        };
    }
}

/// <summary>The words for customers, field by field.</summary>
/// <param name="Headline">A short name of what happened, as customers would call it.</param>
/// <param name="Seen">What they saw.</param>
/// <param name="Doing">What is done for them.</param>
/// <param name="Different">What is different for them once everything is done; for the closing message.</param>
/// <param name="Follow">The public page where to follow.</param>
public sealed record CustomerWording(
    string Headline,
    string Seen,
    string Doing,
    string Different,
    string Follow
)
{
    private const int Most = 2000;

    /// <summary>No words.</summary>
    public static CustomerWording None { get; } = new("", "", "", "", "");

    /// <summary>All of it as one text, for whoever reads it for secrets and names.</summary>
    public string Whole => string.Join("\n\n", Headline, Seen, Doing, Different);

    internal CustomerWording Trimmed() =>
        new(Headline.Trim(), Seen.Trim(), Doing.Trim(), Different.Trim(), Follow.Trim());

    internal void Check()
    {
        if (Headline.Length > 120 || Headline.Any(char.IsControl))
        {
            throw new RuleException(
                "headline",
                "A headline is one line of at most 120 characters."
            );
        }
        foreach (
            var (field, text) in new[]
            {
                ("seen", Seen),
                ("doing", Doing),
                ("different", Different),
            }
        )
        {
            if (text.Length > Most)
            {
                throw new RuleException(
                    field,
                    $"This has {text.Length} characters; {Most} are the most."
                );
            }
        }
        if (Follow.Length > 0)
        {
            WebAddress.Check(Follow, "follow");
        }
    }

    internal void MustBeWhole()
    {
        foreach (
            var (field, text, missing) in new[]
            {
                (
                    "headline",
                    Headline,
                    "Write a short name of what happened, as customers would call it."
                ),
                (
                    "seen",
                    Seen,
                    "Write what customers saw; nothing is taken over from internal text."
                ),
                ("doing", Doing, "Write what is done for them."),
                ("follow", Follow, "Give the public page where customers follow."),
            }
        )
        {
            if (text.Length == 0)
            {
                throw new RuleException(field, missing);
            }
        }
    }
}
