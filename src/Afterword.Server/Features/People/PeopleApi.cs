using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Security;

namespace Afterword.Server.Features.People;

/// <summary><c>/api/v1/people</c>, <c>teams</c> and <c>services</c>: list, add, read, change; the address names the handle.</summary>
internal static class PeopleApi
{
    public static void MapPeople(this IEndpointRouteBuilder api)
    {
        var people = api.MapGroup("/people");
        people.MapGet("/", ListPeople).RequireDeed(Deed.Read);
        people.MapPost("/", AddPerson).RequireDeed(Deed.ManagePeople);
        people.MapGet("/{handle}", ShowPerson).RequireDeed(Deed.Read);
        people.MapPatch("/{handle}", EditPerson).RequireDeed(Deed.ManageOwnAccount);

        var teams = api.MapGroup("/teams");
        teams.MapGet("/", ListTeams).RequireDeed(Deed.Read);
        teams.MapPost("/", AddTeam).RequireDeed(Deed.ManageTeams);
        teams.MapGet("/{handle}", ShowTeam).RequireDeed(Deed.Read);
        teams.MapPatch("/{handle}", EditTeam).RequireDeed(Deed.ManageTeams);

        var services = api.MapGroup("/services");
        services.MapGet("/", ListServices).RequireDeed(Deed.Read);
        services.MapPost("/", AddService).RequireDeed(Deed.ManageTeams);
        services.MapGet("/{handle}", ShowService).RequireDeed(Deed.Read);
        services.MapPatch("/{handle}", EditService).RequireDeed(Deed.ManageTeams);
    }

    private static async Task<IResult> ListPeople(
        HttpContext http,
        AfterwordDb db,
        [AsParameters] PageQuery page,
        string? q,
        bool? active,
        string? team,
        CancellationToken ct
    ) =>
        PageResults.Answer(
            http,
            await PeopleQueries.Page(db, new PeopleFilter(q, active, team), page, ct)
        );

    private static async Task<IResult> ShowPerson(
        HttpContext http,
        AfterwordDb db,
        string handle,
        CancellationToken ct
    ) =>
        await PeopleQueries.Find(db, handle, ct) is { } person
            ? Etag.Answer(http, person, person.Version)
            : Problems.NotFound($"person @{handle}");

    private static async Task<IResult> AddPerson(
        HttpContext http,
        AfterwordDb db,
        Store store,
        Caller caller,
        CancellationToken ct
    )
    {
        var form = new PersonForm().With(await Patch.Read(http.Request, ct));
        var added = await store.AddPerson(form, caller.By());
        var row = (await PeopleQueries.Find(db, added.Handle, ct))!;
        return Etag.Answer(http, row, row.Version, 201, $"/api/v1/people/{row.Handle}");
    }

    private static async Task<IResult> EditPerson(
        HttpContext http,
        AfterwordDb db,
        Store store,
        Caller caller,
        string handle,
        CancellationToken ct
    )
    {
        if (await PeopleQueries.Find(db, handle, ct) is not { } before)
        {
            return Problems.NotFound($"person @{handle}");
        }
        var mayManage = caller.Can(Deed.ManagePeople);
        if (!mayManage && before.Handle != caller.Handle)
        {
            return Results.Problem(
                title: "Not allowed",
                detail: "Only an administrator changes other people.",
                statusCode: 403
            );
        }
        var version = Etag.Expected(http.Request);
        var patch = await Patch.Read(http.Request, ct);
        var edited = await store.EditPerson(
            before.Handle,
            version,
            form => form.With(patch),
            mayManage,
            caller.By()
        );
        var row = await PeopleQueries.Find(db, edited?.Handle ?? handle, ct);
        return row is null
            ? Problems.NotFound($"person @{handle}")
            : Etag.Answer(http, row, row.Version);
    }

    private static async Task<IResult> ListTeams(
        HttpContext http,
        AfterwordDb db,
        [AsParameters] PageQuery page,
        CancellationToken ct
    ) => PageResults.Answer(http, await TeamQueries.Page(db, page, ct));

    private static async Task<IResult> ShowTeam(
        HttpContext http,
        AfterwordDb db,
        string handle,
        CancellationToken ct
    ) =>
        await TeamQueries.Find(db, handle, ct) is { } team
            ? Etag.Answer(http, team, team.Version)
            : Problems.NotFound($"team @{handle}");

    private static async Task<IResult> AddTeam(
        HttpContext http,
        AfterwordDb db,
        Store store,
        Caller caller,
        CancellationToken ct
    )
    {
        var form = new TeamForm().With(await Patch.Read(http.Request, ct));
        var added = await store.AddTeam(form, caller.By());
        var row = (await TeamQueries.Find(db, added.Handle, ct))!;
        return Etag.Answer(http, row, row.Version, 201, $"/api/v1/teams/{row.Handle}");
    }

    private static async Task<IResult> EditTeam(
        HttpContext http,
        AfterwordDb db,
        Store store,
        Caller caller,
        string handle,
        CancellationToken ct
    )
    {
        var version = Etag.Expected(http.Request);
        var patch = await Patch.Read(http.Request, ct);
        var edited = await store.EditTeam(handle, version, form => form.With(patch), caller.By());
        return edited is not null && await TeamQueries.Find(db, edited.Handle, ct) is { } row
            ? Etag.Answer(http, row, row.Version)
            : Problems.NotFound($"team @{handle}");
    }

    private static async Task<IResult> ListServices(
        HttpContext http,
        AfterwordDb db,
        [AsParameters] PageQuery page,
        CancellationToken ct
    ) => PageResults.Answer(http, await ServiceQueries.Page(db, page, ct));

    private static async Task<IResult> ShowService(
        HttpContext http,
        AfterwordDb db,
        string handle,
        CancellationToken ct
    ) =>
        await ServiceQueries.Find(db, handle, ct) is { } service
            ? Etag.Answer(http, service, service.Version)
            : Problems.NotFound($"service {handle}");

    private static async Task<IResult> AddService(
        HttpContext http,
        AfterwordDb db,
        Store store,
        Caller caller,
        CancellationToken ct
    )
    {
        var form = new ServiceForm().With(await Patch.Read(http.Request, ct));
        var added = await store.AddService(form, caller.By());
        var row = (await ServiceQueries.Find(db, added.Handle, ct))!;
        return Etag.Answer(http, row, row.Version, 201, $"/api/v1/services/{row.Handle}");
    }

    private static async Task<IResult> EditService(
        HttpContext http,
        AfterwordDb db,
        Store store,
        Caller caller,
        string handle,
        CancellationToken ct
    )
    {
        var version = Etag.Expected(http.Request);
        var patch = await Patch.Read(http.Request, ct);
        var edited = await store.EditService(
            handle,
            version,
            form => form.With(patch),
            caller.By()
        );
        return edited is not null && await ServiceQueries.Find(db, edited.Handle, ct) is { } row
            ? Etag.Answer(http, row, row.Version)
            : Problems.NotFound($"service {handle}");
    }
}
