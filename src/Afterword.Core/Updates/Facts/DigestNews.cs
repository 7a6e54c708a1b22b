using Afterword.Core.Templates;

namespace Afterword.Core.Updates.Facts;

/// <summary>What a person owes on a day, bundled: items with their answers, and messages that wait for them.</summary>
/// <param name="Name">The person.</param>
/// <param name="Day">The person's own day.</param>
/// <param name="Items">The items they are reminded of.</param>
/// <param name="Messages">The messages they are to approve.</param>
/// <param name="Page">The page with all their items.</param>
/// <param name="Now">The moment of the copy, UTC.</param>
public sealed record DigestNews(
    string Name,
    DateOnly Day,
    IReadOnlyList<DigestItem> Items,
    IReadOnlyList<DigestMessage> Messages,
    Uri Page,
    DateTimeOffset Now
) : News
{
    /// <summary>The most items that are listed; the others are counted.</summary>
    public const int MostListed = Templates.TemplateRenderer.MostListed;

    /// <summary>What is listed first: what is late, the latest on top; then what is due next; what is only quiet comes last.</summary>
    /// <param name="items">The items.</param>
    /// <param name="dueOn">When an item is due.</param>
    /// <param name="today">The day, in UTC.</param>
    public static IOrderedEnumerable<T> ByUrgency<T>(
        IEnumerable<T> items,
        Func<T, DateOnly?> dueOn,
        DateOnly today
    ) =>
        items
            .OrderByDescending(i =>
                dueOn(i) is { } due ? Math.Max(0, today.DayNumber - due.DayNumber) : 0
            )
            .ThenBy(i => dueOn(i) ?? DateOnly.MaxValue);

    private static readonly string[] ItemNames =
    [
        "line",
        "standing",
        "because",
        "done",
        "newDate",
        "blocked",
        "reassign",
    ];

    private static readonly string[] MessageNames = ["line", "read"];

    /// <inheritdoc/>
    public override UpdateKind Kind => UpdateKind.ReminderDigest;

    /// <inheritdoc/>
    public override InternalFacts? About => Incident;

    /// <summary>The one incident it is about, where the lead is reminded of its messages: it goes into that thread. Null for a digest.</summary>
    public InternalFacts? Incident { get; init; }

    private protected override IAudienceFacts Tailored(Audience audience) =>
        new InsideFacts(audience, Fields);

    private TemplateFields Fields(int most)
    {
        var items = ByUrgency(
                Items,
                i => i.Fact.IsOpen ? i.Fact.DueOn : null,
                DateOnly.FromDateTime(Now.UtcDateTime)
            )
            .ToList();
        var more = Math.Max(0, items.Count - most);
        return new TemplateFields()
            .Text("summary", Summary())
            .Text("today", FactWords.Day(Day))
            .Text("key", Incident?.Key ?? "")
            .Prose("title", FactWords.Short(Incident?.Title.Reveal() ?? "", 16))
            .Text("day", Incident is null ? "" : FactWords.Day(Incident.Day))
            .Text("name", Name.Split(' ')[0])
            .List("items", ItemNames, items.Take(most).Select(Item))
            .Text("more", more == 0 ? "" : FactWords.Count(more, "item"))
            .List("messages", MessageNames, Messages.Take(most).Select(Message))
            .Link(
                "page",
                Incident is null ? "all your items" : $"{Incident.Key} in Afterword",
                Page
            );
    }

    /// <summary>What changed, in a line: <c>1 item is late, 2 are due soon, 1 is quiet, 1 message waits for you</c>.</summary>
    private string Summary()
    {
        var late = Items.Count(i => i.Fact.DaysLate(Now) is not null);
        var quiet = Items.Count(i => i.SilentDays is not null && i.Fact.DaysLate(Now) is null);
        var due = Items.Count - late - quiet;
        List<string> parts = [];
        Add(parts, late, "late");
        Add(parts, due, "due soon");
        Add(parts, quiet, "without news for a while");
        if (Messages.Count > 0)
        {
            parts.Add(
                Messages.Count == 1
                    ? "1 message waits for you"
                    : $"{Messages.Count} messages wait for you"
            );
        }
        return parts.Count == 0 ? "nothing is due" : string.Join(", ", parts);
    }

    private static void Add(List<string> parts, int number, string what)
    {
        if (number > 0)
        {
            var noun =
                parts.Count > 0 ? ""
                : number == 1 ? " item"
                : " items";
            parts.Add($"{number}{noun} {(number == 1 ? "is" : "are")} {what}");
        }
    }

    private TemplateFields Item(DigestItem item) =>
        new TemplateFields()
            .Text("line", FactWords.Line(item.Fact))
            .Text(
                "standing",
                FactWords.Standing(item.Fact, Now, 16)
                    + (
                        item.SilentDays is { } days
                            ? $"; no news for {FactWords.Count(days, "day")}"
                            : ""
                    )
            )
            .Text(
                "because",
                $"{item.IncidentKey}: {FactWords.Short(item.IncidentTitle.Reveal(), 12)}"
            )
            .Link("done", "done", ItemLinks.Say(item.Fact, "done"))
            .Link("newDate", "new date", ItemLinks.Say(item.Fact, "date"))
            .Link("blocked", "blocked", ItemLinks.Say(item.Fact, "blocked"))
            .Link("reassign", "somebody else", ItemLinks.Say(item.Fact, "reassign"));

    private static TemplateFields Message(DigestMessage message) =>
        new TemplateFields()
            .Text("line", $"{message.What}, owed by {FactWords.Instant(message.OwedAt)}")
            .Link("read", "read it and send it", message.Page);
}

/// <summary>An item somebody is reminded of.</summary>
/// <param name="Fact">The item.</param>
/// <param name="IncidentKey">The incident it came of.</param>
/// <param name="IncidentTitle">What that was.</param>
/// <param name="SilentDays">Whole days without a sign of life, where that is the reason.</param>
public sealed record DigestItem(
    ItemFact Fact,
    string IncidentKey,
    InternalText IncidentTitle,
    int? SilentDays
);

/// <summary>A message somebody is to approve.</summary>
/// <param name="What">Which: <c>First summary to leadership about INC-12</c>.</param>
/// <param name="OwedAt">By when it is owed, UTC.</param>
/// <param name="Page">Where it is read and sent.</param>
/// <param name="Readers">Who waits for it: "leadership".</param>
public sealed record DigestMessage(
    string What,
    DateTimeOffset OwedAt,
    Uri Page,
    string Readers = "leadership"
);
