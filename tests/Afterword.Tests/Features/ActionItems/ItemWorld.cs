using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.People;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Features.ActionItems;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Tests.Features.ActionItems;

/// <summary>A database with Alice and Bob, the payments team that Alice leads, and INC-1: what item queries are asked about.</summary>
internal sealed class ItemWorld : IAsyncDisposable
{
    private readonly TestDatabase _test;

    private ItemWorld(TestDatabase test) => _test = test;

    public const int Alice = 1;
    public const int Bob = 2;
    public const int Payments = 1;

    public Store Store => _test.Store;

    public static Viewer AliceSees => new(Alice, Role.Member);
    public static Viewer BobSees => new(Bob, Role.Member);

    public static async Task<ItemWorld> Open(string provider)
    {
        var world = new ItemWorld(await TestDatabase.Open(provider));
        await world.Store.Write(async db =>
        {
            foreach (var handle in new[] { "alice", "bob" })
            {
                db.People.Add(
                    Person.Add(
                        await db.NextPerson(),
                        Some.PersonDetails(handle),
                        By.Product(Some.Now)
                    )
                );
            }
            db.Incidents.Add(Some.Incident(await db.NextIncident(), by: By.Product(Some.Now)));
        });
        await world.Store.Write(async db =>
            db.Teams.Add(
                Team.Add(
                    await db.NextTeam(),
                    new TeamDetails
                    {
                        Handle = "payments",
                        Name = "Payments",
                        LeadId = Alice,
                        MemberIds = [Bob],
                    },
                    By.Product(Some.Now)
                )
            )
        );
        return world;
    }

    public AfterwordDb Read() => _test.Read();

    /// <summary>Adds a restricted incident that only these people may see.</summary>
    public Task<int> AddRestricted(params int[] readers) =>
        Store.Write(async db =>
        {
            var incident = Some.Incident(
                await db.NextIncident(),
                Some.IncidentDetails() with
                {
                    Restricted = true,
                    ReaderIds = readers,
                }
            );
            db.Incidents.Add(incident);
            return incident.Number;
        });

    public Task<int> Add(
        ActionItemDetails? details = null,
        int incident = 1,
        int? parent = null,
        DateTimeOffset? at = null,
        Action<ActionItem>? then = null
    ) =>
        Store.Write(async db =>
        {
            var item = ActionItem.Add(
                await db.NextItem(),
                incident,
                details ?? Some.ItemDetails(),
                Some.Alice(at),
                parent
            );
            then?.Invoke(item);
            db.ActionItems.Add(item);
            return item.Number;
        });

    /// <summary>The numbers of a list, page by page, in the order they come.</summary>
    public async Task<List<int>> Walk(
        ItemFilter filter,
        ItemSort sort = ItemSort.Due,
        int limit = 50,
        Viewer? viewer = null,
        Func<Task>? between = null
    )
    {
        var numbers = new List<int>();
        string? cursor = null;
        do
        {
            await using var db = Read();
            var page = await ActionItemQueries.Rows(
                db,
                filter with
                {
                    Today = Some.Today,
                    Now = Some.Now,
                },
                sort,
                new PageQuery { Limit = limit, Cursor = cursor },
                viewer ?? AliceSees,
                default
            );
            numbers.AddRange(page.Items.Select(row => row.Number));
            cursor = page.Next;
            if (between is not null)
            {
                await between();
            }
        } while (cursor is not null);
        return numbers;
    }

    public ValueTask DisposeAsync() => _test.DisposeAsync();
}
