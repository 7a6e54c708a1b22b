using Afterword.Core.Incidents;

namespace Afterword.Core.ActionItems;

/// <summary>What every action item must keep to, whichever door it came through.</summary>
public static class ActionItemRules
{
    /// <summary>The longest title, in characters.</summary>
    public const int TitleLimit = 1_000;

    /// <summary>The longest one-line text besides the title (owner's words, ticket …), in characters.</summary>
    public const int LineLimit = 2_000;

    /// <summary>The most links of an item.</summary>
    public const int LinkLimit = 50;

    /// <summary>The longest time that reminders can be held back, in days; what takes longer has a new due date.</summary>
    public const int SnoozeDays = 30;

    /// <summary>Checks the fields.</summary>
    /// <exception cref="RuleException">The first field that breaks its rule.</exception>
    public static void Check(ActionItemDetails details)
    {
        if (string.IsNullOrWhiteSpace(details.Title))
        {
            throw new RuleException(
                "title",
                "An action item needs a title: what is to be done, in a line that starts with a verb."
            );
        }
        if (details.Title.Length > TitleLimit)
        {
            throw new RuleException(
                "title",
                $"The title has {details.Title.Length} characters; {TitleLimit} are the most. Put the rest into the description."
            );
        }
        Text("title", details.Title);
        Text("description", details.Description);
        Text("acceptance", details.Acceptance);
        Line("ownerText", details.OwnerText);
        Line("dueText", details.DueText);
        Line("ticket", details.Ticket);
        OneOwner(details.OwnerId, details.OwnerTeamId);
        Check(details.Links);
        foreach (var tag in details.Tags)
        {
            Text("tags", tag);
        }
    }

    /// <summary>Text of one line: line ends and runs of spaces become one space, so that tables and subjects stay whole.</summary>
    public static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Checks a text: its length, and that it holds no character that no text has.</summary>
    /// <exception cref="RuleException">It is too long or holds the character zero, which PostgreSQL cannot keep.</exception>
    public static void Text(string field, string text)
    {
        if (text.Length > IncidentRules.TextLimit)
        {
            throw new RuleException(
                field,
                $"This has {text.Length} characters; {IncidentRules.TextLimit} are the most."
            );
        }
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new RuleException(
                field,
                "This holds the character zero, which is no text; leave it out."
            );
        }
    }

    /// <summary>Checks that there is one owner at most.</summary>
    /// <exception cref="RuleException">Both a person and a team are given.</exception>
    public static void OneOwner(int? personId, int? teamId)
    {
        if (personId is not null && teamId is not null)
        {
            throw new RuleException(
                "owner",
                "An item has exactly one owner: a person or a team, not both."
            );
        }
    }

    private static void Line(string field, string text)
    {
        Text(field, text);
        if (text.Length > LineLimit)
        {
            throw new RuleException(
                field,
                $"This has {text.Length} characters; {LineLimit} are the most."
            );
        }
    }

    private static void Check(IReadOnlyList<Link> links)
    {
        if (links.Count > LinkLimit)
        {
            throw new RuleException(
                "links",
                $"These are {links.Count} links; {LinkLimit} are the most."
            );
        }
        foreach (var link in links)
        {
            WebAddress.Check(link.Url, "links");
            Line("links", link.Title);
        }
    }
}
