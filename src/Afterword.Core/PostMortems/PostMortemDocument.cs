namespace Afterword.Core.PostMortems;

/// <summary>
/// A post-mortem as a document: what the reader understood of a Markdown file, and what the writer writes.
/// Values are only what the text says; nothing is ever guessed. What is not structured stays, word for word, in <see cref="Sections"/>.
/// </summary>
public sealed record PostMortemDocument
{
    /// <summary>The identity the front matter gives (<c>id</c> or <c>key</c>), or null.</summary>
    public string? Key { get; init; }

    /// <summary>The title, Markdown removed, or null when the document has none.</summary>
    public string? Title { get; init; }

    /// <summary>The day of the incident, or null when no such day is named.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The time zone label as written ("PST", "Europe/Paris"), or null when none is named.</summary>
    public string? Zone { get; init; }

    /// <summary>When the impact began.</summary>
    public StatedInstant Started { get; init; }

    /// <summary>When it was noticed.</summary>
    public StatedInstant Detected { get; init; }

    /// <summary>When the impact was contained.</summary>
    public StatedInstant Mitigated { get; init; }

    /// <summary>When the impact was over.</summary>
    public StatedInstant Resolved { get; init; }

    /// <summary>The stated duration in minutes; null for a bound, a range or none. Never computed from instants.</summary>
    public int? DurationMinutes { get; init; }

    /// <summary>The duration in the document's own words.</summary>
    public string? DurationText { get; init; }

    /// <summary>The severity as written.</summary>
    public string? Severity { get; init; }

    /// <summary>The impact in one line, as written.</summary>
    public string? Impact { get; init; }

    /// <summary>Who wrote the document, as written.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>The team, as the front matter names it.</summary>
    public string? Team { get; init; }

    /// <summary>The affected services, as the front matter names them.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>Tags and causes.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary><c>internal</c> or <c>restricted</c>, as the front matter says; null when it does not.</summary>
    public string? Visibility { get; init; }

    /// <summary>Front-matter fields that have no place above, name and value as written; kept and written back.</summary>
    public IReadOnlyList<DocumentField> ExtraFields { get; init; } = [];

    /// <summary>Whether the document stands in our own form, which gives the impact in its head instead of a section.</summary>
    public bool InOwnForm { get; init; }

    /// <summary>
    /// Every section in document order. The body holds what is not already in <see cref="Timeline"/>, <see cref="Learnings"/>
    /// or <see cref="ActionItems"/>; for text before the first heading the heading is empty.
    /// </summary>
    public IReadOnlyList<DocumentSection> Sections { get; init; } = [];

    /// <summary>The timeline's entries in document order.</summary>
    public IReadOnlyList<DocumentTimelineEntry> Timeline { get; init; } = [];

    /// <summary>What was learned, by category.</summary>
    public IReadOnlyList<DocumentLearning> Learnings { get; init; } = [];

    /// <summary>The action items in document order.</summary>
    public IReadOnlyList<DocumentItem> ActionItems { get; init; } = [];
}

/// <summary>An instant as far as a document gives it.</summary>
/// <param name="At">The instant in UTC; null when no zone is known.</param>
/// <param name="Local">The time as it stands without a zone, <c>2025-01-31T14:02</c> or <c>2025-01-31</c>; null when <paramref name="At"/> is known.</param>
public readonly record struct StatedInstant(DateTimeOffset? At, string? Local);

/// <summary>A front-matter field we have no name for.</summary>
/// <param name="Name">Its name as written.</param>
/// <param name="Value">Its value as written.</param>
public sealed record DocumentField(string Name, string Value);

/// <summary>A section of a document.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Heading">The heading as written, Markdown removed.</param>
/// <param name="Markdown">The body that is not structured elsewhere, verbatim.</param>
/// <param name="Line">The 1-based line of the heading in the source; 0 when the document was not read from text.</param>
public sealed record DocumentSection(
    SectionKind Kind,
    string Heading,
    string Markdown,
    int Line = 0
);

/// <summary>One moment of a timeline.</summary>
/// <param name="At">The moment in UTC, or null when it cannot be known.</param>
/// <param name="Local">The time without a zone, or null.</param>
/// <param name="Stamp">The stamp as written.</param>
/// <param name="Text">What happened, Markdown.</param>
/// <param name="Line">The 1-based line in the source.</param>
public sealed record DocumentTimelineEntry(
    DateTimeOffset? At,
    string? Local,
    string Stamp,
    string Text,
    int Line = 0
);

/// <summary>One learning.</summary>
/// <param name="Category">Which of the four questions it answers.</param>
/// <param name="Observation">What was observed, Markdown; may be empty.</param>
/// <param name="Lesson">What was learned from it, Markdown; may be empty.</param>
/// <param name="Line">The 1-based line in the source.</param>
public sealed record DocumentLearning(
    LearningCategory Category,
    string Observation,
    string Lesson,
    int Line = 0
);

/// <summary>An action item as a document gives it; every value as written, null where the document says nothing.</summary>
public sealed record DocumentItem
{
    /// <summary>What is to be done, Markdown marks removed; owner, due and ticket suffixes stay as they stand.</summary>
    public required string Text { get; init; }

    /// <summary>The whole item as Markdown: what must not be lost (nested bullets, links, further cells).</summary>
    public string Markdown { get; init; } = "";

    /// <summary>The item's own key in the document (<c>OUT-12</c>), or null.</summary>
    public string? Key { get; init; }

    /// <summary>The owner as written.</summary>
    public string? Owner { get; init; }

    /// <summary>The due date, when it is one calendar date.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>The due words, when they are not one calendar date.</summary>
    public string? DueText { get; init; }

    /// <summary>The status as written.</summary>
    public string? Status { get; init; }

    /// <summary>Whether the document marks it as done; null when it does not say.</summary>
    public bool? Done { get; init; }

    /// <summary>The priority as written.</summary>
    public string? Priority { get; init; }

    /// <summary>The item's own ticket: an URL in full, or a key.</summary>
    public string? Ticket { get; init; }

    /// <summary>The 1-based line in the source.</summary>
    public int Line { get; init; }
}

/// <summary>What a reader has to tell a person about a document: a thing kept as text, a value it could not take.</summary>
/// <param name="Line">The 1-based line in the source.</param>
/// <param name="Message">One sentence.</param>
public sealed record ReportLine(int Line, string Message);

/// <summary>What reading a Markdown file gives.</summary>
/// <param name="Documents">One or more post-mortems, the first one first. Empty only when <paramref name="Error"/> is set.</param>
/// <param name="Report">What a person should know, in line order.</param>
/// <param name="Error">Why the text could not be read at all (too large, nested too deep …), naming the place; otherwise null.</param>
public sealed record ReadResult(
    IReadOnlyList<PostMortemDocument> Documents,
    IReadOnlyList<ReportLine> Report,
    string? Error = null
);
