using Afterword.Core.People;

namespace Afterword.Server.Security;

/// <summary>Roles as people read them.</summary>
internal static class RoleWords
{
    public static string Of(Role role) =>
        role switch
        {
            Role.Viewer => "Viewer",
            Role.Member => "Member",
            Role.Lead => "Lead",
            Role.Admin => "Administrator",
            Role.Auditor => "Auditor",
            _ => throw new ArgumentOutOfRangeException(nameof(role)),
        };

    /// <summary>"the role Lead or Administrator".</summary>
    public static string Any(IReadOnlyList<Role> roles) =>
        $"the role {string.Join(" or ", roles.Select(Of))}";

    public static IReadOnlyList<(string Value, string Text)> Choices =>
        [.. Enum.GetValues<Role>().Select(role => (Core.SnakeCase.Of(role), Of(role)))];
}
