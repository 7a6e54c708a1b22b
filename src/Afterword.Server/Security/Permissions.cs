using System.Collections.Frozen;
using Afterword.Core.People;

namespace Afterword.Server.Security;

/// <summary>What can be allowed or not. Every page and route names exactly one.</summary>
public enum Deed
{
    /// <summary>Read what is not restricted.</summary>
    Read,

    /// <summary>Change one's own account: password, tokens, sessions.</summary>
    ManageOwnAccount,

    /// <summary>Write action items: add, edit, move, close.</summary>
    WorkOnItems,

    /// <summary>Declare and edit incidents, write post-mortems.</summary>
    WriteIncidents,

    /// <summary>Import documents and follow imported incidents.</summary>
    Import,

    /// <summary>Edit, approve and discard messages.</summary>
    SendUpdates,

    /// <summary>Retry, skip and redirect deliveries.</summary>
    ManageDeliveries,

    /// <summary>Add and edit teams and services.</summary>
    ManageTeams,

    /// <summary>Add and edit people and their roles.</summary>
    ManagePeople,

    /// <summary>Change settings and channels.</summary>
    ManageSettings,

    /// <summary>Read the audit log and take evidence.</summary>
    ReadEvidence,
}

/// <summary>The one table of who may do what. A test walks every route with every role against it.</summary>
internal static class Permissions
{
    private static readonly Deed[] Viewer = [Deed.Read, Deed.ManageOwnAccount];
    private static readonly Deed[] Member =
    [
        .. Viewer,
        Deed.WorkOnItems,
        Deed.WriteIncidents,
        Deed.Import,
    ];
    private static readonly Deed[] Lead =
    [
        .. Member,
        Deed.SendUpdates,
        Deed.ManageDeliveries,
        Deed.ManageTeams,
    ];

    private static readonly FrozenDictionary<Role, FrozenSet<Deed>> Table = new Dictionary<
        Role,
        Deed[]
    >
    {
        [Role.Viewer] = Viewer,
        [Role.Member] = Member,
        [Role.Lead] = Lead,
        [Role.Admin] = [.. Lead, Deed.ManagePeople, Deed.ManageSettings],
        [Role.Auditor] = [.. Viewer, Deed.ReadEvidence],
    }.ToFrozenDictionary(row => row.Key, row => row.Value.ToFrozenSet());

    private static readonly FrozenSet<Deed> Administration =
    [
        Deed.ManagePeople,
        Deed.ManageSettings,
        Deed.ManageOwnAccount,
    ];

    /// <summary>What a token may be limited to; each includes the ones before it.</summary>
    public static readonly IReadOnlyList<string> Scopes = ["read", "write", "admin"];

    /// <summary>Whether a role may do a deed.</summary>
    public static bool Allows(Role role, Deed deed) => Table[role].Contains(deed);

    /// <summary>Whether a token with these scopes may do a deed that its person's role allows.</summary>
    /// <param name="scopes"><c>read</c>, <c>write</c>, <c>admin</c>; each includes the ones before it.</param>
    /// <param name="deed">The deed.</param>
    public static bool ScopeAllows(IReadOnlyCollection<string> scopes, Deed deed) =>
        scopes.Contains("admin")
        || (
            deed is Deed.Read or Deed.ReadEvidence
                ? scopes.Contains("read") || scopes.Contains("write")
                : scopes.Contains("write") && !Administration.Contains(deed)
        );

    /// <summary>The roles that may do a deed, least first; for "who can let you in".</summary>
    public static IReadOnlyList<Role> RolesFor(Deed deed) =>
        [.. Enum.GetValues<Role>().Where(role => Allows(role, deed))];
}
