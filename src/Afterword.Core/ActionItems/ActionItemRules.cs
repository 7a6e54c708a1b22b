using Afterword.Core.Incidents;

namespace Afterword.Core.ActionItems;

/// <summary>What every action item must keep to, whichever door it came through.</summary>
public static class ActionItemRules
{
    /// <summary>The longest title, in characters.</summary>
    public const int TitleLimit = 1_000;

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
        if (details.Description.Length > IncidentRules.TextLimit)
        {
            throw new RuleException(
                "description",
                $"The description has {details.Description.Length} characters; {IncidentRules.TextLimit} are the most."
            );
        }
        if (details.OwnerId is not null && details.OwnerTeamId is not null)
        {
            throw new RuleException(
                "owner",
                "An item has exactly one owner: a person or a team, not both."
            );
        }
        foreach (var link in details.Links)
        {
            WebAddress.Check(link.Url, "links");
        }
    }
}
