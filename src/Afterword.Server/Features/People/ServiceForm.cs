using Afterword.Core;
using Afterword.Core.People;
using Afterword.Server.Api;
using Afterword.Server.Data;

namespace Afterword.Server.Features.People;

/// <summary>What the page's form and the API's body hold of a service, as typed; the team by handle.</summary>
public sealed record ServiceForm
{
    public string? Handle { get; set; }
    public string? Name { get; set; }
    public string? OwnerTeam { get; set; }

    /// <summary>Tags, separated by commas.</summary>
    public string? Tags { get; set; }

    /// <summary>The version the editor saw.</summary>
    public int Version { get; set; }

    public static ServiceForm Of(Service service, string? owner) =>
        new()
        {
            Handle = service.Handle,
            Name = service.Name,
            OwnerTeam = owner,
            Tags = string.Join(", ", service.Tags),
            Version = service.Version,
        };

    /// <summary>What stands there, with the fields a body names put over it.</summary>
    internal ServiceForm With(Patch patch)
    {
        var form = this with
        {
            Handle = patch.Text("handle", Handle ?? ""),
            Name = patch.Text("name", Name ?? ""),
            OwnerTeam = patch.Text("ownerTeam", OwnerTeam ?? ""),
            Tags = string.Join(", ", patch.Texts("tags", TagList.Split(Tags))),
        };
        patch.Done();
        return form;
    }

    /// <summary>The noun's fields.</summary>
    /// <exception cref="RuleException">The handle names no team.</exception>
    internal async Task<ServiceDetails> Details(AfterwordDb db) =>
        new()
        {
            Handle = string.IsNullOrWhiteSpace(Handle)
                ? Core.People.Handle.From(Name ?? "")
                : Handle,
            Name = Name ?? "",
            OwnerTeamId = await Handles.Team(db, OwnerTeam, "ownerTeam"),
            Tags = TagList.Split(Tags),
        };
}
