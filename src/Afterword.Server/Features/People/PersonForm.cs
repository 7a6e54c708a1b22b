using Afterword.Core;
using Afterword.Core.People;
using Afterword.Server.Api;

namespace Afterword.Server.Features.People;

/// <summary>What the page's form and the API's body hold of a person, as typed; the manager by handle.</summary>
public sealed record PersonForm
{
    public string? Handle { get; set; }
    public string? Name { get; set; }
    public string? Email { get; set; }
    public string? SlackId { get; set; }
    public string? TimeZone { get; set; } = "UTC";
    public string? Manager { get; set; }
    public string? Role { get; set; } = SnakeCase.Of(Core.People.Role.Member);
    public bool Active { get; set; } = true;

    /// <summary>The version the editor saw.</summary>
    public int Version { get; set; }

    public static PersonForm Of(Person person, string? managerHandle) =>
        new()
        {
            Handle = person.Handle,
            Name = person.Name,
            Email = person.Email,
            SlackId = person.SlackId,
            TimeZone = person.TimeZone,
            Manager = managerHandle,
            Role = SnakeCase.Of(person.Role),
            Active = person.Active,
            Version = person.Version,
        };

    /// <summary>What stands there, with the fields a body names put over it.</summary>
    internal PersonForm With(Patch patch)
    {
        var form = this with
        {
            Handle = patch.Text("handle", Handle ?? ""),
            Name = patch.Text("name", Name ?? ""),
            Email = patch.Text("email", Email ?? ""),
            SlackId = patch.Text("slackId", SlackId ?? ""),
            TimeZone = patch.Text("timeZone", TimeZone ?? ""),
            Manager = patch.Text("manager", Manager ?? ""),
            Role = patch.Text("role", Role ?? ""),
            Active = patch.Flag("active", Active),
        };
        patch.Done();
        return form;
    }

    /// <summary>The noun's fields.</summary>
    /// <param name="manager">The manager's number.</param>
    /// <exception cref="RuleException">The role is none.</exception>
    public PersonDetails Details(int? manager) =>
        new()
        {
            Handle = string.IsNullOrWhiteSpace(Handle)
                ? Core.People.Handle.From(Name ?? "")
                : Handle,
            Name = Name ?? "",
            Email = Email?.Trim() ?? "",
            SlackId = SlackId ?? "",
            TimeZone = string.IsNullOrWhiteSpace(TimeZone) ? "UTC" : TimeZone.Trim(),
            ManagerId = manager,
            Role = SnakeCase.TryParse<Role>(Role, out var role)
                ? role
                : throw new RuleException(
                    "role",
                    $"A role is one of {string.Join(", ", Enum.GetValues<Role>().Select(r => SnakeCase.Of(r)))}."
                ),
            Active = Active,
        };
}
