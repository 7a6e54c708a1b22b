using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Data.Settings;
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
    CancellationToken Ct
)
{
    public DueDatePolicy Policy => Settings.Of<DueDatePolicy>();

    /// <summary>The item that a key names; null when there is none or this caller may not know of it.</summary>
    public async Task<int?> Item(string key) =>
        Keys.ItemNumber(key) is { } number
        && await Db.VisibleItems(Caller.Viewer).AnyAsync(a => a.Number == number, Ct)
            ? number
            : null;

    /// <summary>The incident that a key names; null when there is none or this caller may not know of it.</summary>
    public async Task<int?> Incident(string key) =>
        Keys.IncidentNumber(key) is { } number
        && await Db.Incidents.To(Caller.Viewer).AnyAsync(i => i.Number == number, Ct)
            ? number
            : null;

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
