using Afterword.Core.Events;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Telling;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Updates;

/// <summary>Words for customers: written, approved by a person, made into a draft. The same from page and API; whoever calls has asked whether the caller may see the incident.</summary>
internal static class CustomerDeeds
{
    /// <summary>Writes the words; what was approved stays.</summary>
    /// <exception cref="StaleException">Somebody saved in between.</exception>
    public static Task WriteCustomerText(
        this Store store,
        int incident,
        int version,
        CustomerWording words,
        By by
    ) =>
        store.Write(async db =>
        {
            var text = await Load(db, incident, version);
            if (text.Version == 0)
            {
                db.Add(text);
            }
            text.Write(words, by);
        });

    /// <summary>Approves exactly the words of this version.</summary>
    /// <exception cref="StaleException">Others than those that were read.</exception>
    public static Task ApproveCustomerText(this Store store, int incident, int version, By by) =>
        store.Write(async db =>
        {
            var text = await Load(db, incident, version);
            text.Approve(by);
            if (text.Version == 0)
            {
                db.Add(text);
            }
        });

    /// <summary>Drafts a message from the approved words.</summary>
    /// <returns>Its number.</returns>
    public static Task<int> DraftForCustomers(
        this Store store,
        int incident,
        UpdateKind kind,
        Site site,
        By by
    ) =>
        store.Write(async db =>
            await CustomerWords.Draft(
                db,
                await db.Incidents.AsNoTracking().SingleAsync(i => i.Number == incident),
                kind,
                site,
                by,
                default
            )
        );

    private static async Task<CustomerText> Load(AfterwordDb db, int incident, int version)
    {
        var text =
            await db.Set<CustomerText>()
                .AsTracking()
                .SingleOrDefaultAsync(t => t.IncidentNumber == incident)
            ?? CustomerText.For(incident);
        if (text.Version != version)
        {
            throw new StaleException(text.Version);
        }
        return text;
    }
}
