using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Data.Settings;
using Afterword.Server.Data.Telling;
using Afterword.Server.Features.Incidents;
using Afterword.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.ActionItems;

/// <summary>What every item route has at hand; bound from the request as one parameter.</summary>
internal sealed record ItemRequest(
    HttpContext Http,
    AfterwordDb Db,
    Store Store,
    Caller Caller,
    KeyPrefixes Keys,
    AfterwordSettings Settings,
    RestrictedReads Reads,
    Func<Site> Site,
    CancellationToken Ct
)
{
    public DueDatePolicy Policy => Settings.Of<DueDatePolicy>();

    /// <summary>The incident that a key names; null when there is none or this caller may not know of it.</summary>
    public async Task<int?> Incident(string key) =>
        Keys.IncidentNumber(key) is { } number
        && await Db.Incidents.To(Caller.Viewer).AnyAsync(i => i.Number == number, Ct)
            ? number
            : null;

    /// <summary>Writes down that the caller reads a restricted incident's items; nothing for others.</summary>
    public Task NoteReading(int incident) => Reads.Note(Db, incident, Caller, Ct);

    /// <inheritdoc cref="NoteReading"/>
    public async Task NoteReadingOf(int item)
    {
        var incident = await Db.Rows(
            "SELECT incident_number FROM action_items WHERE number = @number",
            [("@number", item)],
            row => row.Int(0),
            Ct
        );
        await NoteReading(incident[0]);
    }

    /// <summary>The filter in the address.</summary>
    public Task<(ItemFilter Filter, ItemSort Sort)> Filter()
    {
        var now = Caller.By().At;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Caller.Zone).DateTime);
        return ItemQuery.Read(
            Http.Request.Query,
            new ItemQueryContext(Db, Caller, Keys, today, now),
            ItemSort.Due,
            Ct
        );
    }
}
