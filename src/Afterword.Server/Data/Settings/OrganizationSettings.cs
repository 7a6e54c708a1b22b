using System.Text.RegularExpressions;
using Afterword.Core;

namespace Afterword.Server.Data.Settings;

/// <summary>Who we are: names, keys, times.</summary>
public sealed partial record OrganizationSettings
{
    /// <summary>The organization's name, as readers of messages know it.</summary>
    public string Name { get; init; } = "Our organization";

    /// <summary>What an incident's key begins with: 2 to 10 capital letters. Links with the old prefix stop working when you change it.</summary>
    public string IncidentPrefix { get; init; } = "INC";

    /// <summary>What an action item's key begins with: 2 to 10 capital letters, not those of incidents.</summary>
    public string ItemPrefix { get; init; } = "OUT";

    /// <summary>The address people reach Afterword at, for links in messages: https://afterword.example.org. Empty: messages carry the address it listens on.</summary>
    public string PublicUrl { get; init; } = "";

    /// <summary>The domain in the ids of our mails and of the list they belong to: example.org. Empty: the host of the public address.</summary>
    public string MailDomain { get; init; } = "";

    /// <summary>The time zone of teams and people who have none of their own: Europe/Berlin.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>When the working day begins, wherever people are: the hour of reminders.</summary>
    public TimeOnly WorkdayStart { get; init; } = new(8, 30);

    /// <summary>When the working day ends; reminders and escalations that come up later wait for the next morning.</summary>
    public TimeOnly WorkdayEnd { get; init; } = new(17, 0);

    /// <summary>Both prefixes, as keys are made with them.</summary>
    internal KeyPrefixes Keys => new(IncidentPrefix, ItemPrefix);

    /// <summary>The domain of our mails' ids.</summary>
    internal string MessageHost =>
        MailDomain.Length > 0 ? MailDomain
        : Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) ? url.Host
        : "afterword.invalid";

    internal IEnumerable<(string Field, string Message)> Wrong()
    {
        if (Name.Trim().Length is 0 or > 100)
        {
            yield return (nameof(Name), "The organization needs a name of up to 100 characters.");
        }
        if (!Prefix().IsMatch(IncidentPrefix))
        {
            yield return (
                nameof(IncidentPrefix),
                "A prefix has 2 to 10 capital letters, such as INC."
            );
        }
        if (!Prefix().IsMatch(ItemPrefix))
        {
            yield return (nameof(ItemPrefix), "A prefix has 2 to 10 capital letters, such as OUT.");
        }
        else if (ItemPrefix == IncidentPrefix)
        {
            yield return (
                nameof(ItemPrefix),
                "Incidents have this prefix already; choose another for items."
            );
        }
        if (PublicUrl.Length > 0 && !WebAddress.IsValid(PublicUrl))
        {
            yield return (
                nameof(PublicUrl),
                "An address begins with https:// or http://, such as https://afterword.example.org."
            );
        }
        if (MailDomain.Length > 0 && Uri.CheckHostName(MailDomain) != UriHostNameType.Dns)
        {
            yield return (
                nameof(MailDomain),
                "A domain looks like example.org, without @ and without https://."
            );
        }
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
        {
            yield return (
                nameof(TimeZone),
                $"'{TimeZone}' is no time zone; one looks like Europe/Berlin."
            );
        }
        if (WorkdayEnd <= WorkdayStart)
        {
            yield return (
                nameof(WorkdayEnd),
                "The working day ends after it begins, such as 09:00 and 17:00."
            );
        }
    }

    [GeneratedRegex("^[A-Z]{2,10}$")]
    private static partial Regex Prefix();
}
