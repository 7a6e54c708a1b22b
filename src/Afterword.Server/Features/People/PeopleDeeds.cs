using Afterword.Core;
using Afterword.Core.Events;
using Afterword.Core.People;
using Afterword.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.People;

/// <summary>Adding and changing people, teams and services: the same for a page and the API.</summary>
internal static class PeopleDeeds
{
    public static Task<Person> AddPerson(this Store store, PersonForm form, By by) =>
        store.Write(async db =>
        {
            await Handles.OneAtATime(db);
            var manager = await Handles.Person(db, form.Manager, "manager");
            var person = Person.Add(await db.NextPerson(), form.Details(manager), by);
            await Handles.MustBeFree(db, person.Handle);
            db.People.Add(person);
            return person;
        });

    /// <summary>Changes a person.</summary>
    /// <param name="store">The write door.</param>
    /// <param name="handle">Whom.</param>
    /// <param name="version">The version the editor saw; null for whichever.</param>
    /// <param name="change">What the fields become, given what they are.</param>
    /// <param name="mayManage">Whether handle, manager, role and activity may change; else a person's own card only.</param>
    /// <param name="by">Who changes.</param>
    /// <returns>Null when there is no such person.</returns>
    public static Task<Person?> EditPerson(
        this Store store,
        string handle,
        int? version,
        Func<PersonForm, PersonForm> change,
        bool mayManage,
        By by
    ) =>
        store.Write(async db =>
        {
            await Handles.OneAtATime(db);
            if (
                await db.People.AsTracking().SingleOrDefaultAsync(p => p.Handle == handle)
                is not { } person
            )
            {
                return null;
            }
            person.Expect(version);
            var managerHandle = await db
                .People.Where(p => p.Id == person.ManagerId)
                .Select(p => p.Handle)
                .SingleOrDefaultAsync();
            var form = change(PersonForm.Of(person, managerHandle));
            var details = form.Details(await Handles.Person(db, form.Manager, "manager"));
            if (!mayManage)
            {
                MustOnlyTouchTheCard(person, details);
            }
            var wasAdmin = person is { Role: Role.Admin, Active: true };
            person.Edit(details, by);
            await Handles.MustBeFree(db, person.Handle, person: person.Id);
            await Handles.MustNotLoop(db, person.Id, person.ManagerId);
            if (wasAdmin && person is not { Role: Role.Admin, Active: true })
            {
                await Handles.MustNotBeLastAdmin(db, person.Id);
            }
            return person;
        });

    public static Task<Team> AddTeam(this Store store, TeamForm form, By by) =>
        store.Write(async db =>
        {
            await Handles.OneAtATime(db);
            var team = Team.Add(await db.NextTeam(), await form.Details(db), by);
            await Handles.MustBeFree(db, team.Handle);
            db.Teams.Add(team);
            return team;
        });

    /// <inheritdoc cref="EditPerson"/>
    public static Task<Team?> EditTeam(
        this Store store,
        string handle,
        int? version,
        Func<TeamForm, TeamForm> change,
        By by
    ) =>
        store.Write(async db =>
        {
            await Handles.OneAtATime(db);
            if (
                await db.Teams.AsTracking().SingleOrDefaultAsync(t => t.Handle == handle)
                is not { } team
            )
            {
                return null;
            }
            team.Expect(version);
            var form = change(TeamForm.Of(team, await TeamQueries.HandlesOf(db, team)));
            team.Edit(await form.Details(db), by);
            await Handles.MustBeFree(db, team.Handle, team: team.Id);
            return team;
        });

    public static Task<Service> AddService(this Store store, ServiceForm form, By by) =>
        store.Write(async db =>
        {
            await Handles.OneAtATime(db);
            var service = Service.Add(await db.NextService(), await form.Details(db), by);
            await MustBeFree(db, service);
            db.Services.Add(service);
            return service;
        });

    /// <inheritdoc cref="EditPerson"/>
    public static Task<Service?> EditService(
        this Store store,
        string handle,
        int? version,
        Func<ServiceForm, ServiceForm> change,
        By by
    ) =>
        store.Write(async db =>
        {
            await Handles.OneAtATime(db);
            if (
                await db.Services.AsTracking().SingleOrDefaultAsync(s => s.Handle == handle)
                is not { } service
            )
            {
                return null;
            }
            service.Expect(version);
            var owner = await db
                .Teams.Where(t => t.Id == service.OwnerTeamId)
                .Select(t => t.Handle)
                .SingleOrDefaultAsync();
            service.Edit(await change(ServiceForm.Of(service, owner)).Details(db), by);
            await MustBeFree(db, service);
            return service;
        });

    private static void MustOnlyTouchTheCard(Person person, PersonDetails details)
    {
        var field =
            details.Role != person.Role ? "role"
            : details.Active != person.Active ? "active"
            : details.ManagerId != person.ManagerId ? "manager"
            : Handle.Check(details.Handle) != person.Handle ? "handle"
            : null;
        if (field is not null)
        {
            throw new RuleException(
                field,
                $"Only an administrator changes {field}; the rest of the card is yours."
            );
        }
    }

    private static async Task MustBeFree(AfterwordDb db, Service service)
    {
        Handles.MustBeNoPage(service.Handle);
        if (
            await db
                .Services.Where(s => s.Handle == service.Handle && s.Id != service.Id)
                .Select(s => s.Name)
                .FirstOrDefaultAsync() is
            { } name
        )
        {
            throw new RuleException(
                "handle",
                $"{service.Handle} is {name} already. Choose another."
            );
        }
    }
}
