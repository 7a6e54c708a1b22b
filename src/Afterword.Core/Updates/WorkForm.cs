using Afterword.Core.Updates.Facts;

namespace Afterword.Core.Updates;

/// <summary>A question of a form about one's own work.</summary>
/// <param name="Name">Its name in the API and on the command line: <c>inProgress</c>.</param>
/// <param name="Label">What it is called on a page.</param>
/// <param name="Hint">How an answer looks.</param>
/// <param name="Required">Whether it must be answered.</param>
/// <param name="Many">Whether each line is an answer of its own.</param>
public sealed record WorkField(
    string Name,
    string Label,
    string Hint,
    bool Required = false,
    bool Many = false
);

/// <summary>The short forms of what people tell of their own work: the same questions on the page, in the API and on the command line.</summary>
public static class WorkForm
{
    private static readonly Dictionary<UpdateKind, WorkField[]> Forms = new()
    {
        [UpdateKind.ProgressUpdate] =
        [
            new(
                "completed",
                "Completed",
                "One deliverable a line, such as: Alert on refused payments (PR #418)",
                Many: true
            ),
            new(
                "inProgress",
                "In progress",
                "One task a line, such as: Load test - ETA: Thursday",
                Many: true
            ),
            new(
                "blockers",
                "Blockers",
                "One a line, such as: Load test: Need the new host from Platform",
                Many: true
            ),
            new("notes", "Notes", "Context, risks, for their information."),
        ],
        [UpdateKind.HeadsUp] =
        [
            new("what", "What", "What is coming or changes, in a sentence.", Required: true),
            new("when", "When", "Such as 2026-11-24 06:00–06:30 UTC.", Required: true),
            new("follow", "Where to follow", "A channel or a page.", Required: true),
        ],
        [UpdateKind.Blocker] =
        [
            new(
                "title",
                "What is blocked, in a line",
                "Such as: Size the connection pool",
                Required: true
            ),
            new("impact", "Impact", "What is blocked by it.", Required: true),
            new(
                "urgency",
                "Urgency",
                "When this becomes critical, such as 2026-11-26.",
                Required: true
            ),
            new("goal", "Trying to", "What you are trying to do.", Required: true),
            new("getting", "Getting", "The error or issue you get instead.", Required: true),
            new(
                "tried",
                "Tried",
                "One attempt a line, with its result: Raised the limit - it ran out of memory",
                Many: true
            ),
            new("need", "Need", "One a line: what exactly, from whom.", Required: true, Many: true),
        ],
        [UpdateKind.ReadyForReview] =
        [
            new("feature", "What is complete", "Such as: Payment error alert", Required: true),
            new("pr", "Pull request", "Its number or its address.", Required: true),
            new("summary", "Summary", "What it does.", Required: true),
            new("changes", "Changes", "One a line.", Many: true),
            new("testing", "Testing", "What was tested.", Required: true),
            new("focus", "Review focus", "Where to look carefully.", Required: true),
        ],
        [UpdateKind.Delay] =
        [
            new("feature", "What is late", "Such as: Size the connection pool", Required: true),
            new(
                "original",
                "Original ETA",
                "The date that was promised, such as 2026-11-18.",
                Required: true
            ),
            new(
                "new",
                "New ETA",
                "A date or a range, such as 2026-12-02 to 2026-12-04.",
                Required: true
            ),
            new("reason", "Reason", "What happened.", Required: true),
            new("options", "Options", "One a line.", Required: true, Many: true),
            new("recommendation", "Recommendation", "Which of them, and why.", Required: true),
        ],
    };

    /// <summary>The kinds that have such a form, in the order of a menu.</summary>
    public static IReadOnlyList<UpdateKind> Kinds { get; } =
    [
        UpdateKind.ProgressUpdate,
        UpdateKind.Blocker,
        UpdateKind.ReadyForReview,
        UpdateKind.Delay,
        UpdateKind.HeadsUp,
    ];

    /// <summary>The questions of a kind; none for a kind that has no such form.</summary>
    public static IReadOnlyList<WorkField> Of(UpdateKind kind) =>
        Forms.GetValueOrDefault(kind) ?? [];

    /// <summary>Says what is missing, all of it.</summary>
    /// <returns>Field and sentence of each; none when the answers are whole.</returns>
    public static IEnumerable<(string Field, string Message)> Missing(
        UpdateKind kind,
        IReadOnlyDictionary<string, string> answers
    )
    {
        ArgumentNullException.ThrowIfNull(answers);
        foreach (var field in Of(kind).Where(f => f.Required && Said(answers, f.Name).Length == 0))
        {
            yield return (field.Name, $"{field.Label}: {Way(field)}");
        }
        if (
            kind == UpdateKind.ProgressUpdate
            && Of(kind).All(f => Said(answers, f.Name).Length == 0)
        )
        {
            yield return (
                "completed",
                "Say at least one thing: what is completed, in progress or blocked."
            );
        }
    }

    /// <summary>What is told with the answers.</summary>
    /// <param name="kind">A kind that has such a form.</param>
    /// <param name="answers">By field name.</param>
    /// <param name="who">Whose progress it is.</param>
    /// <param name="day">The day it is written.</param>
    /// <param name="from">Who tells it.</param>
    /// <param name="incident">The incident it is about, if any.</param>
    /// <param name="item">The item it is about, if any.</param>
    /// <exception cref="ArgumentException">The kind has no such form.</exception>
    public static News News(
        UpdateKind kind,
        IReadOnlyDictionary<string, string> answers,
        string who,
        DateOnly day,
        LeadFact from,
        InternalFacts? incident,
        ItemFact? item
    )
    {
        InternalText One(string name) => new(Said(answers, name));
        IReadOnlyList<InternalText> Many(string name) =>
            [.. Lines(Said(answers, name)).Select(l => new InternalText(l))];
        WorkNews? work = kind switch
        {
            UpdateKind.ProgressUpdate => new ProgressNews(
                who,
                day,
                new Progress(Many("completed"), Many("inProgress"), Many("blockers"), One("notes"))
            )
            {
                From = from,
            },
            UpdateKind.Blocker => new BlockerNews(
                new Blocker(
                    One("title"),
                    One("impact"),
                    One("urgency"),
                    One("goal"),
                    One("getting"),
                    Many("tried"),
                    Many("need")
                )
            )
            {
                From = from,
            },
            UpdateKind.ReadyForReview => new ReviewNews(
                new Review(
                    One("feature"),
                    One("pr"),
                    One("summary"),
                    Many("changes"),
                    One("testing"),
                    One("focus")
                )
            )
            {
                From = from,
            },
            UpdateKind.Delay => new DelayNews(
                new Delay(
                    One("feature"),
                    One("original"),
                    One("new"),
                    One("reason"),
                    Many("options"),
                    One("recommendation")
                )
            )
            {
                From = from,
            },
            _ => null,
        };
        return work is not null ? work with { Incident = incident, Item = item }
            : kind == UpdateKind.HeadsUp
                ? new HeadsUpNews(incident, new HeadsUp(One("what"), One("when"), One("follow")))
            : throw new ArgumentException($"{kind} has no form of this kind.", nameof(kind));
    }

    /// <summary>The answers of a field that takes several: one a line, marks of a list taken off.</summary>
    public static IReadOnlyList<string> Lines(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return
        [
            .. text.Split('\n')
                .Select(line => line.Trim())
                .Select(line => line is ['-' or '*' or '•', ' ', ..] ? line[2..].Trim() : line)
                .Where(line => line.Length > 0),
        ];
    }

    private static string Said(IReadOnlyDictionary<string, string> answers, string name) =>
        answers.GetValueOrDefault(name)?.Trim() ?? "";

    private static string Way(WorkField field) =>
        field.Hint.StartsWith("Such as", StringComparison.Ordinal)
            ? $"{char.ToLowerInvariant(field.Hint[0])}{field.Hint[1..].TrimEnd('.')}."
            : $"{char.ToLowerInvariant(field.Hint[0])}{field.Hint[1..]}";
}
