using Afterword.Core.Events;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Tests.Delivery;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Tests.FollowThrough;

/// <summary>An escalation always reaches somebody who may read it.</summary>
public sealed class EscalationReaderTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task Where_the_manager_may_not_read_a_restricted_incident_the_next_who_may_is_told(
        string provider
    )
    {
        await using var world = await TellingWorld.Open(provider);
        var (lee, boss, lead) = (
            await world.AddPerson("lee"),
            await world.AddPerson("boss"),
            await world.AddPerson("lead")
        );
        var incident = await Restricted(world, lead, lee, lead);

        await Escalated(world, incident, boss);

        Assert.Equal("lead@example.test", Assert.Single(await world.Deliveries()).Target);
    }

    [Fact]
    public async Task A_manager_who_may_read_it_is_told_and_where_the_lead_left_a_reader_who_leads_another()
    {
        await using var world = await TellingWorld.Open();
        var gone = await world.AddPerson("gone", active: false);
        var amy = await world.AddPerson("amy");
        var boss = await world.AddPerson("boss");
        await world.Store.Write(async db =>
            (await db.People.AsTracking().SingleAsync(p => p.Id == amy)).Edit(
                Some.PersonDetails("amy") with
                {
                    ManagerId = boss,
                },
                Some.Alice(world.Store.Now)
            )
        );
        var stranger = await world.AddPerson("stranger");
        var incident = await Restricted(world, gone, gone, amy, boss);

        await Escalated(world, incident, stranger);
        await Escalated(world, incident, amy);

        Assert.Equal(
            ["boss@example.test", "amy@example.test"],
            (await world.Deliveries()).Select(d => d.Target)
        );
    }

    [Fact]
    public async Task Other_messages_to_somebody_who_may_not_read_it_go_to_nobody()
    {
        await using var world = await TellingWorld.Open();
        var (lee, stranger) = (await world.AddPerson("lee"), await world.AddPerson("stranger"));
        var incident = await Restricted(world, lee, lee);

        var number = await Told(world, incident, stranger, UpdateKind.ReminderDigest);

        Assert.Empty(await world.Deliveries());
        Assert.Equal(UpdateState.PartlyFailed, (await world.Update(number)).State);
    }

    private static Task<int> Restricted(TellingWorld world, int lead, params int[] readers) =>
        world.Declare(
            Some.IncidentDetails() with
            {
                Restricted = true,
                LeadId = lead,
                ReaderIds = readers,
            }
        );

    private static Task<int> Escalated(TellingWorld world, int incident, int manager) =>
        Told(world, incident, manager, UpdateKind.Escalation);

    private static async Task<int> Told(
        TellingWorld world,
        int incident,
        int person,
        UpdateKind kind
    )
    {
        var number = await world.Store.Write(async db =>
        {
            var update = Update.Automatic(
                await db.NextUpdate(),
                new UpdateAbout(
                    $"OUT-{person}/{kind}/test",
                    kind,
                    kind == UpdateKind.Escalation ? Audience.Manager : Audience.Owner,
                    incident,
                    null,
                    null,
                    person
                ),
                new Words("Late", "It is late."),
                null,
                By.Product(world.Store.Now, Door.Cadence)
            );
            db.Updates.Add(update);
            return update.Number;
        });
        await world.Announce().All(default);
        return number;
    }
}
