using Afterword.Core;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Data.Telling;
using Afterword.Server.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Updates;

/// <summary>How words for customers would read, before anybody approved them: nothing of this leaves.</summary>
internal static class CustomerShow
{
    /// <summary>The messages by title; one whose words are not whole yet is left out.</summary>
    public static IReadOnlyDictionary<string, string> Messages(
        CustomerWording words,
        Incident incident,
        DateTimeOffset nextUpdateAt,
        Site site,
        By by
    )
    {
        var messages = new Dictionary<string, string>();
        foreach (var kind in CustomerWords.Kinds)
        {
            try
            {
                // A text of its own that is never saved: the reader of this page tries it out.
                var tried = CustomerText.For(incident.Number);
                tried.Write(words, by);
                tried.Approve(by);
                messages[UpdateWords.Of(kind)] = Drafting
                    .Write(tried.Facts(kind, incident, nextUpdateAt)!, site.Templates)
                    .Body;
            }
            catch (RuleException)
            {
                // Not whole yet; the form says what is missing.
            }
        }
        return messages;
    }

    /// <summary>The preview of the page while somebody types, as HTML.</summary>
    public static void MapCustomerLook(this IEndpointRouteBuilder app) =>
        app.MapPost(
                "/incidents/{key}/customers/look",
                async (
                    HttpContext http,
                    AfterwordDb db,
                    Store store,
                    Caller caller,
                    KeyPrefixes keys,
                    Func<Site> site,
                    string key,
                    CancellationToken ct
                ) =>
                {
                    var number = keys.IncidentNumber(key);
                    var incident = await db
                        .Incidents.To(caller.Viewer)
                        .AsNoTracking()
                        .SingleOrDefaultAsync(i => i.Number == number, ct);
                    if (incident is null)
                    {
                        return Results.NotFound();
                    }
                    var form = await http.Request.ReadFormAsync(ct);
                    var words = new CustomerWording(
                        $"{form["Form.Headline"]}".Trim(),
                        $"{form["Form.Seen"]}".Trim(),
                        $"{form["Form.Doing"]}".Trim(),
                        $"{form["Form.Different"]}".Trim(),
                        $"{form["Form.Follow"]}".Trim()
                    );
                    var next = IncidentFacts.NextUpdate(
                        incident,
                        await NextDue.Policy(db, ct),
                        store.Now
                    );
                    // Not the generic one: what writes the routes' code at the build does not see classes that Razor makes.
                    return (IResult)
                        new RazorComponentResult(
                            typeof(CustomerLook),
                            new Dictionary<string, object?>
                            {
                                ["Words"] = words,
                                ["Messages"] = Messages(words, incident, next, site(), caller.By()),
                            }
                        );
                }
            )
            .RequireDeed(Deed.WriteIncidents);
}
