using Afterword.Core.Updates;

namespace Afterword.Server.Data.Telling;

/// <summary>Why somebody gets a message, the sentence at its foot; the preview shows the same.</summary>
internal static class MessageFooter
{
    public static string Of(Update update, Site site) =>
        Of(update.Audience, update.IncidentNumber, site);

    /// <summary>Why somebody of an audience gets a message.</summary>
    public static string Of(Audience audience, int? incident, Site site)
    {
        if (Audiences.IsOutside(audience))
        {
            // Not even a key of ours leaves the house.
            return "You get this because you use our services.";
        }
        var about = incident is { } number ? $" about {site.Keys.OfIncident(number)}" : "";
        return audience switch
        {
            Audience.Leadership => $"You get this{about} because you are in leadership.",
            Audience.AffectedTeams => $"You get this{about} because your team is affected.",
            Audience.Technical or Audience.Thread =>
                $"You get this{about} because you are in the team that works on it.",
            Audience.Company => $"You get this{about} because it goes to everybody here.",
            Audience.Owner => $"You get this{about} because you own it or lead it.",
            Audience.Manager => $"You get this{about} because you manage whoever owns it.",
            Audience.TeamLead => $"You get this{about} because your team owns it.",
            Audience.Team => $"You get this{about} because you are in the team it is for.",
            Audience.Person => $"You get this{about} because somebody asks you by name.",
            _ => $"You get this{about} from Afterword.",
        };
    }
}
