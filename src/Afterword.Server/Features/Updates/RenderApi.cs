using Afterword.Core;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.Linting;
using Afterword.Core.Rendering;
using Afterword.Core.Updates;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Data.Telling;
using Afterword.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Updates;

/// <summary>
/// <c>GET /api/v1/incidents/{key}/render/{kind}?audience=…&amp;channel=markdown|text|mail|slack|tracker</c>: exactly what would be sent: the draft
/// that waits where there is one, else the words the product would write now. Nothing is sent or kept.
/// </summary>
internal static class RenderApi
{
    private static readonly string[] Channels = ["markdown", "text", "mail", "slack", "tracker"];

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/incidents/{key}/render/{kind}", Render).RequireDeed(Deed.Read);

    private static async Task<IResult> Render(
        AfterwordDb db,
        Store store,
        Caller caller,
        Func<Site> site,
        WireForm wire,
        string key,
        string kind,
        string? audience,
        string? channel,
        CancellationToken ct
    )
    {
        var here = site();
        var number = here.Keys.IncidentNumber(key);
        var incident = await db
            .Incidents.To(caller.Viewer)
            .AsNoTracking()
            .SingleOrDefaultAsync(i => i.Number == number, ct);
        if (incident is null)
        {
            return Problems.NotFound($"incident {key}");
        }
        var row = UpdateTable.Of(
            Known<UpdateKind>("kind", kind, Kebab(Enum.GetValues<UpdateKind>()))
        );
        var reader = string.IsNullOrEmpty(audience)
            ? row.Audiences[0]
            : Known<Audience>("audience", audience, Kebab(row.Audiences));
        var form = channel ?? "markdown";
        if (!Channels.Contains(form))
        {
            throw new RuleException(
                "channel",
                $"There is no channel '{form}'.{DidYouMean.Sentence(form, Channels)} There are {string.Join(", ", Channels)}."
            );
        }
        var update = await Message(db, store, caller, here, incident, row.Kind, reader, ct);
        var readers = await Recipients.Of(db, update, incident, ct);
        return Results.Text(
            Form(form, update, readers, here, wire),
            $"{(form == "slack" ? "application/json" : "text/plain")}; charset=utf-8"
        );
    }

    private static string Form(
        string form,
        Update update,
        RecipientList readers,
        Site site,
        WireForm wire
    ) =>
        form switch
        {
            "markdown" => $"Subject: {update.Subject}\n\n{update.Body}\n",
            "text" =>
                $"Subject: {update.Subject}\n\n{PlainText.Render(update.Body).TrimEnd()}\n\n-- \n{MessageFooter.Of(update, site)}\n",
            "tracker" => TrackerMarkdown.Render(update.Body),
            "mail" => wire("email", update, readers.All.FirstOrDefault(r => r.Channel == "email")),
            _ when Audiences.IsOutside(update.Audience) || Audiences.IsPerson(update.Audience) =>
                throw new RuleException(
                    "channel",
                    $"{UpdateWords.Readers(update.Audience)} get mail; nothing of this goes to Slack."
                ),
            _ => wire("slack", update, readers.All.FirstOrDefault(r => r.Channel == "slack")),
        };

    /// <summary>The draft that waits, else what would be written now.</summary>
    private static async Task<Update> Message(
        AfterwordDb db,
        Store store,
        Caller caller,
        Site site,
        Incident incident,
        UpdateKind kind,
        Audience audience,
        CancellationToken ct
    )
    {
        var waiting = await db.VisibleUpdates(caller.Viewer)
            .AsNoTracking()
            .Where(u =>
                u.IncidentNumber == incident.Number
                && u.Kind == kind
                && u.Audience == audience
                && (u.State == UpdateState.Draft || u.State == UpdateState.Scheduled)
            )
            .OrderByDescending(u => u.Number)
            .FirstOrDefaultAsync(ct);
        if (waiting is not null)
        {
            return waiting;
        }
        var words =
            await Words(db, store, caller, site, incident, kind, audience, ct)
            ?? throw new RuleException(
                "kind",
                $"{UpdateWords.Of(kind)}: there is nothing of this kind to send about {site.Keys.OfIncident(incident.Number)} now, and no draft of it waits."
            );
        return Update.Draft(
            0,
            new UpdateAbout(
                $"INC-{incident.Number}/{SnakeCase.Of(kind).Replace('_', '-')}/{SnakeCase.Of(audience).Replace('_', '-')}",
                kind,
                audience,
                incident.Number,
                null,
                null,
                Audiences.IsPerson(audience) ? incident.LeadId ?? 0 : null
            ),
            words,
            By.Product(store.Now)
        );
    }

    private static async Task<Words?> Words(
        AfterwordDb db,
        Store store,
        Caller caller,
        Site site,
        Incident incident,
        UpdateKind kind,
        Audience audience,
        CancellationToken ct
    )
    {
        if (Audiences.IsOutside(audience))
        {
            return await CustomerWords.Fresh(db, incident, kind, site, store.Now, ct);
        }
        if (UpdateTable.IsOwnWork(kind) || kind is UpdateKind.Correction or UpdateKind.AdHoc)
        {
            throw new RuleException(
                "kind",
                $"{UpdateWords.Of(kind)}: a person writes this, and no draft of it about {site.Keys.OfIncident(incident.Number)} waits. Write one under Updates, or with afterword update."
            );
        }
        var facts = await IncidentFacts.Of(
            db,
            incident,
            site,
            await NextDue.Policy(db, ct),
            store.Now,
            ct
        );
        return PreviewNews.Real(kind, facts) is { } news
            ? Drafting.Write(audience, news, site.Templates)
            : null;
    }

    private static T Known<T>(string field, string text, IReadOnlyList<string> names)
        where T : struct, Enum =>
        SnakeCase.TryParse<T>(text, out var value)
        && names.Contains(SnakeCase.Of(value).Replace('_', '-'))
            ? value
            : throw new RuleException(
                field,
                $"There is no {field} '{text}' here.{DidYouMean.Sentence(text, names)} There are {string.Join(", ", names)}."
            );

    private static List<string> Kebab<T>(IEnumerable<T> values)
        where T : struct, Enum => [.. values.Select(v => SnakeCase.Of(v).Replace('_', '-'))];
}
