using Afterword.Core.Updates;

namespace Afterword.Server.Data.Telling;

/// <summary>Why somebody gets a message, the sentence at its foot; the preview shows the same.</summary>
internal static class MessageFooter
{
    public static string Of(Update update, Site site)
    {
        var about = update.IncidentNumber is { } number
            ? $" about {site.Keys.OfIncident(number)}"
            : "";
        return update.Audience switch
        {
            Audience.Leadership => $"You get this{about} because you are in leadership.",
            Audience.AffectedTeams => $"You get this{about} because your team is affected.",
            Audience.Technical =>
                $"You get this{about} because you are in the team that works on it.",
            _ => $"You get this{about} from Afterword.",
        };
    }
}
