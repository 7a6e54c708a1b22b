namespace Afterword.Core.ActionItems;

/// <summary>A filter line that somebody keeps under a name, for themselves or for a team.</summary>
public sealed class SavedView
{
    /// <summary>The longest name, in characters.</summary>
    public const int NameLimit = 40;

    /// <summary>The longest line, in characters.</summary>
    public const int LineLimit = 1_000;

    /// <summary>The most views a person keeps; a row of tabs is no archive.</summary>
    public const int Most = 20;

    private SavedView() { }

    /// <summary>The number in its address.</summary>
    public int Number { get; private set; }

    /// <summary>What it is called.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The filters as a line of words; empty for all open items.</summary>
    public string Line { get; private set; } = "";

    /// <summary>Who keeps it.</summary>
    public int OwnerId { get; private set; }

    /// <summary>The team it is shared with; null for a view of one's own.</summary>
    public int? TeamId { get; private set; }

    /// <summary>When it was taken away, UTC; null while it stands. For an hour it can be brought back.</summary>
    public DateTimeOffset? RemovedAt { get; private set; }

    /// <summary>Takes it away.</summary>
    public void Remove(DateTimeOffset now) => RemovedAt = now;

    /// <summary>Brings it back.</summary>
    public void Restore() => RemovedAt = null;

    /// <summary>Keeps a line under a name.</summary>
    /// <param name="number">The next number.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="line">The filters.</param>
    /// <param name="owner">Who keeps it.</param>
    /// <param name="team">The team it is shared with, if any.</param>
    /// <exception cref="RuleException">The name is missing or too long, or the line is.</exception>
    public static SavedView Keep(int number, string name, string line, int owner, int? team)
    {
        var called = ActionItemRules.OneLine(name);
        ActionItemRules.Text("name", called);
        if (called.Length is 0 or > NameLimit)
        {
            throw new RuleException(
                "name",
                called.Length == 0
                    ? "Give the view a name, such as Due this week."
                    : $"The name has {called.Length} characters; {NameLimit} are the most."
            );
        }
        if (line.Length > LineLimit)
        {
            throw new RuleException(
                "line",
                $"This line has {line.Length} characters; {LineLimit} are the most."
            );
        }
        return new SavedView
        {
            Number = number,
            Name = called,
            Line = line,
            OwnerId = owner,
            TeamId = team,
        };
    }
}
