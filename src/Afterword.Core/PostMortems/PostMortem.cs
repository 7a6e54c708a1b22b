using Afterword.Core.Events;
using Afterword.Core.PostMortems.Merging;

namespace Afterword.Core.PostMortems;

/// <summary>Where a post-mortem stands.</summary>
public enum PostMortemState
{
    /// <summary>Being written.</summary>
    Draft,

    /// <summary>Being read by its reviewers.</summary>
    InReview,

    /// <summary>Published.</summary>
    Published,

    /// <summary>Published once and being changed again.</summary>
    Reopened,
}

/// <summary>The written account of an incident: one per incident.</summary>
public sealed class PostMortem : Noun
{
    private PostMortem() { }

    /// <summary>The incident it is about.</summary>
    public int IncidentNumber { get; private set; }

    /// <summary>Where it stands.</summary>
    public PostMortemState State { get; private set; }

    /// <summary>What stands in it, all but the action items.</summary>
    public PostMortemContent Content { get; private set; } = new();

    /// <summary>When it was published last, UTC.</summary>
    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>How the note of a change begins; the number of the version it replaced follows.</summary>
    public const string ReplacedNote = "replaced version ";

    /// <inheritdoc/>
    public override SubjectKind SubjectKind => SubjectKind.PostMortem;

    /// <inheritdoc/>
    public override long SubjectId => IncidentNumber;

    /// <inheritdoc/>
    public override int? OfIncident => IncidentNumber;

    /// <summary>Starts the post-mortem of an incident.</summary>
    public static PostMortem Start(int incidentNumber, PostMortemContent content, By by)
    {
        var postMortem = new PostMortem { IncidentNumber = incidentNumber, Content = content };
        postMortem.Happened(EventKind.PostMortemStarted, by);
        return postMortem;
    }

    /// <summary>Replaces the content; nothing happens when nothing differs.</summary>
    /// <param name="content">All of it, as it shall be.</param>
    /// <param name="by">Who edits.</param>
    /// <param name="reason">Why, where that is not plain: an undo.</param>
    public void Edit(PostMortemContent content, By by, string? reason = null)
    {
        var changes = PostMortemContent.Compare(Content, content);
        if (changes.Count == 0)
        {
            return;
        }
        Content = content;
        // Beside the words the version they replaced: what was deed can be undone by it.
        Happened(EventKind.PostMortemChanged, by, changes, reason, $"{ReplacedNote}{Version}");
    }

    /// <summary>
    /// Saves what somebody typed over the version they opened. Where others saved in between, both are merged; where both changed the
    /// same place, nothing is saved and the merge is to be looked at.
    /// </summary>
    /// <param name="typed">All of it, as it stands in their form.</param>
    /// <param name="version">The version their form was opened at.</param>
    /// <param name="before">What stood there then, where others saved in between; null when that is not known any more.</param>
    /// <param name="by">Who saves.</param>
    /// <returns>The merge; null where nobody had saved in between. With conflicts in it nothing was saved.</returns>
    public PostMortemMerge? Save(
        PostMortemContent typed,
        int version,
        PostMortemContent? before,
        By by
    )
    {
        var merge = version == Version ? null : PostMortemMerge.Of(before, typed, Content);
        if (merge is not { Conflicts.Count: > 0 })
        {
            Edit(merge?.Content ?? typed, by);
        }
        return merge;
    }

    /// <summary>Hands it to its reviewers.</summary>
    /// <exception cref="RuleException">It is not being written.</exception>
    public void SendToReview(By by) =>
        Become(
            PostMortemState.InReview,
            EventKind.PostMortemSentToReview,
            by,
            PostMortemState.Draft,
            PostMortemState.Reopened
        );

    /// <summary>Publishes it.</summary>
    /// <param name="by">Who publishes.</param>
    /// <param name="openErrors">How many findings of the linter stand in the way.</param>
    /// <param name="reason">Why it is published in spite of them; kept in the history.</param>
    /// <exception cref="RuleException">It is published already, or findings are open and no reason is given.</exception>
    public void Publish(By by, int openErrors = 0, string? reason = null)
    {
        if (openErrors > 0 && string.IsNullOrWhiteSpace(reason))
        {
            throw new RuleException(
                "override",
                $"{(openErrors == 1 ? "1 finding stands" : $"{openErrors} findings stand")} in the way. Mend {(openErrors == 1 ? "it" : "them")}, or say why it is published all the same; the history keeps the reason."
            );
        }
        Become(
            PostMortemState.Published,
            EventKind.PostMortemPublished,
            by,
            openErrors == 0
                ? null
                : $"Published with {(openErrors == 1 ? "1 open finding" : $"{openErrors} open findings")}: {reason!.Trim()}",
            PostMortemState.Draft,
            PostMortemState.InReview,
            PostMortemState.Reopened
        );
        PublishedAt = by.At;
    }

    /// <summary>Opens it again for changes.</summary>
    /// <exception cref="RuleException">It is neither published nor in review, or no reason is given.</exception>
    public void Reopen(string reason, By by)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new RuleException("reason", "Say what is to change; the history keeps it.");
        }
        var back =
            State == PostMortemState.InReview && PublishedAt is null
                ? PostMortemState.Draft
                : PostMortemState.Reopened;
        Become(
            back,
            EventKind.PostMortemReopened,
            by,
            reason.Trim(),
            PostMortemState.Published,
            PostMortemState.InReview
        );
    }

    private void Become(
        PostMortemState state,
        EventKind kind,
        By by,
        params ReadOnlySpan<PostMortemState> from
    ) => Become(state, kind, by, null, from);

    private void Become(
        PostMortemState state,
        EventKind kind,
        By by,
        string? reason,
        params ReadOnlySpan<PostMortemState> from
    )
    {
        if (!from.Contains(State))
        {
            throw new RuleException(
                "state",
                $"This post-mortem is {SnakeCase.Of(State).Replace('_', ' ')}; that step does not follow."
            );
        }
        var changes = new Changes();
        State = changes.Of("state", State, state);
        Happened(kind, by, changes.All, reason);
    }
}
