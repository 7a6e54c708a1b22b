using Afterword.Core;
using Afterword.Core.Events;
using Afterword.Core.People;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Features.People;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Tests.Features.People;

public sealed class PeopleDeedsTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task A_person_gets_a_handle_of_the_name_when_none_is_typed(string provider)
    {
        await using var test = await TestDatabase.Open(provider);

        var person = await Add(
            test,
            new PersonForm { Name = "Ana Ruiz Gómez", TimeZone = "Europe/Madrid" }
        );

        Assert.Equal(
            ("ana-ruiz-gomez", "Europe/Madrid", Role.Member),
            (person.Handle, person.TimeZone, person.Role)
        );
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_handle_belongs_to_one_person_or_one_team(string provider)
    {
        await using var test = await TestDatabase.Open(provider);
        await Add(test, new PersonForm { Name = "Lee Chen", Handle = "lee" });
        await test.Store.AddTeam(new TeamForm { Name = "Payments", Handle = "payments" }, By(test));

        var person = await Refused(() =>
            Add(test, new PersonForm { Name = "Another", Handle = "@Payments" })
        );
        var team = await Refused(() =>
            test.Store.AddTeam(new TeamForm { Name = "Lees", Handle = "lee" }, By(test))
        );

        Assert.Equal("handle", person.Field);
        Assert.Contains("the team Payments", person.Message, StringComparison.Ordinal);
        Assert.Contains("Lee Chen", team.Message, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Of_two_people_who_take_one_handle_at_once_one_is_told(string provider)
    {
        await using var test = await TestDatabase.Open(provider);

        var tries = Enumerable
            .Range(0, 8)
            .Select(i =>
                Task.Run<object?>(async () =>
                {
                    try
                    {
                        return i % 2 == 0
                            ? await Add(
                                test,
                                new PersonForm { Name = $"Person {i}", Handle = "edge" }
                            )
                            : await test.Store.AddTeam(
                                new TeamForm { Name = $"Team {i}", Handle = "edge" },
                                By(test)
                            );
                    }
                    catch (RuleException)
                    {
                        return null;
                    }
                })
            );

        Assert.Single(await Task.WhenAll(tries), added => added is not null);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_circle_of_managers_is_refused_and_nothing_changes(string provider)
    {
        await using var test = await TestDatabase.Open(provider);
        await Add(test, new PersonForm { Name = "Ana", Handle = "ana" });
        await Add(
            test,
            new PersonForm
            {
                Name = "Bo",
                Handle = "bo",
                Manager = "ana",
            }
        );
        await Add(
            test,
            new PersonForm
            {
                Name = "Cy",
                Handle = "cy",
                Manager = "@bo",
            }
        );

        var refused = await Refused(() => Edit(test, "ana", form => form with { Manager = "cy" }));

        Assert.Equal("manager", refused.Field);
        Assert.Contains(
            "@cy reports to @bo reports to this person",
            refused.Message,
            StringComparison.Ordinal
        );
        await using var db = test.Read();
        Assert.Null((await db.People.SingleAsync(p => p.Handle == "ana")).ManagerId);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_manager_who_is_nobody_is_named_in_the_sentence(string provider)
    {
        await using var test = await TestDatabase.Open(provider);

        var refused = await Refused(() =>
            Add(test, new PersonForm { Name = "Ana", Manager = "@nobody" })
        );

        Assert.Equal(
            ("manager", "There is no person @nobody. Add them first."),
            (refused.Field, refused.Message)
        );
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task The_last_active_administrator_stays_one(string provider)
    {
        await using var test = await TestDatabase.Open(provider);
        await Add(
            test,
            new PersonForm
            {
                Name = "Ana",
                Handle = "ana",
                Role = "admin",
            }
        );
        await Add(
            test,
            new PersonForm
            {
                Name = "Bo",
                Handle = "bo",
                Role = "admin",
            }
        );
        await Edit(test, "bo", form => form with { Active = false });

        var refused = await Refused(() => Edit(test, "ana", form => form with { Role = "member" }));

        Assert.Equal("role", refused.Field);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_person_changes_their_own_card_but_not_their_role(string provider)
    {
        await using var test = await TestDatabase.Open(provider);
        await Add(test, new PersonForm { Name = "Ana", Handle = "ana" });

        var card = await test.Store.EditPerson(
            "ana",
            1,
            f => f with { TimeZone = "Asia/Tokyo" },
            mayManage: false,
            By(test)
        );
        var refused = await Refused(() =>
            test.Store.EditPerson(
                "ana",
                null,
                f => f with { Role = "admin" },
                mayManage: false,
                By(test)
            )
        );

        Assert.Equal(("Asia/Tokyo", 2), (card!.TimeZone, card.Version));
        Assert.Equal("role", refused.Field);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task An_edit_of_an_older_version_changes_nothing(string provider)
    {
        await using var test = await TestDatabase.Open(provider);
        await Add(test, new PersonForm { Name = "Ana", Handle = "ana" });
        await Edit(test, "ana", form => form with { Name = "Ana Ruiz" });

        var stale = await Assert.ThrowsAsync<StaleException>(() =>
            test.Store.EditPerson(
                "ana",
                1,
                f => f with { Name = "Anna" },
                mayManage: true,
                By(test)
            )
        );

        Assert.Equal(2, stale.Version);
        await using var db = test.Read();
        Assert.Equal("Ana Ruiz", (await db.People.SingleAsync()).Name);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Saving_without_a_change_leaves_no_trace(string provider)
    {
        await using var test = await TestDatabase.Open(provider);
        await Add(test, new PersonForm { Name = "Ana", Handle = "ana" });

        await Edit(test, "ana", form => form);

        await using var db = test.Read();
        Assert.Equal([EventKind.PersonAdded], await db.Events.Select(e => e.Kind).ToListAsync());
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_team_names_its_lead_and_members_by_handle(string provider)
    {
        await using var test = await TestDatabase.Open(provider);
        await Add(test, new PersonForm { Name = "Ana", Handle = "ana" });
        await Add(test, new PersonForm { Name = "Lee", Handle = "lee" });

        await test.Store.AddTeam(
            new TeamForm
            {
                Name = "Payments Platform",
                Lead = "ana",
                Members = "@lee, ana\n@lee",
            },
            By(test)
        );

        await using var db = test.Read();
        var team = (await TeamQueries.Find(db, "payments-platform"))!;
        Assert.Equal("ana", team.Lead!.Handle);
        Assert.Equal(["ana", "lee"], team.Members.Select(m => m.Handle));
        Assert.Equal(
            ["payments-platform"],
            (await PeopleQueries.Find(db, "lee"))!.Teams.Select(t => t.Handle)
        );
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_service_keeps_its_tags_tidy_and_its_handle_its_own(string provider)
    {
        await using var test = await TestDatabase.Open(provider);
        await test.Store.AddTeam(new TeamForm { Name = "Payments" }, By(test));
        await test.Store.AddService(
            new ServiceForm
            {
                Name = "Checkout API",
                OwnerTeam = "@payments",
                Tags = "TLS, #Postgres, tls",
            },
            By(test)
        );

        var refused = await Refused(() =>
            test.Store.AddService(new ServiceForm { Name = "Checkout API" }, By(test))
        );

        await using var db = test.Read();
        var service = (await ServiceQueries.Find(db, "checkout-api"))!;
        Assert.Equal(["postgres", "tls"], service.Tags);
        Assert.Equal("payments", service.OwnerTeam!.Handle);
        Assert.Equal("handle", refused.Field);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Pages_of_people_hold_everybody_once_by_name(string provider)
    {
        await using var test = await TestDatabase.Open(provider);
        string[] names = ["Zoe", "Ana", "Mia", "Ana", "Lee"];
        for (var i = 0; i < names.Length; i++)
        {
            await Add(test, new PersonForm { Name = names[i], Handle = $"p{i}" });
        }

        await using var db = test.Read();
        var (seen, cursor) = (new List<string>(), (string?)null);
        do
        {
            var page = await PeopleQueries.Page(
                db,
                new PeopleFilter(null, true, null),
                new PageQuery { Limit = 2, Cursor = cursor }
            );
            seen.AddRange(page.Items.Select(p => $"{p.Name} {p.Handle}"));
            cursor = page.Next;
        } while (cursor is not null);

        Assert.Equal(["Ana p1", "Ana p3", "Lee p4", "Mia p2", "Zoe p0"], seen);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task People_are_found_by_a_part_of_name_or_handle_and_by_team(string provider)
    {
        await using var test = await TestDatabase.Open(provider);
        await Add(test, new PersonForm { Name = "Ana Ruiz", Handle = "ana" });
        await Add(test, new PersonForm { Name = "Lee Chen", Handle = "lee" });
        await test.Store.AddTeam(new TeamForm { Name = "Edge", Members = "lee" }, By(test));

        await using var db = test.Read();
        async Task<IEnumerable<string>> Found(string? q, string? team) =>
            (
                await PeopleQueries.Page(db, new PeopleFilter(q, null, team), new PageQuery())
            ).Items.Select(p => p.Handle);

        Assert.Equal(["ana"], await Found("RUIZ", null));
        Assert.Equal(["lee"], await Found("@le", null));
        Assert.Equal(["lee"], await Found(null, "edge"));
        Assert.Empty(await Found("100%", null));
    }

    private static Task<Person> Add(TestDatabase test, PersonForm form) =>
        test.Store.AddPerson(form, By(test));

    private static Task<Person?> Edit(
        TestDatabase test,
        string handle,
        Func<PersonForm, PersonForm> change
    ) => test.Store.EditPerson(handle, null, change, mayManage: true, By(test));

    private static By By(TestDatabase test) => Core.Events.By.Product(test.Store.Now);

    private static Task<RuleException> Refused(Func<Task> deed) =>
        Assert.ThrowsAsync<RuleException>(deed);
}
