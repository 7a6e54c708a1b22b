namespace Afterword.Server.Shell;

/// <summary>A line of the navigation.</summary>
internal sealed record NavLink(string Text, string Href, string Icon, bool AdminOnly = false);

/// <summary>The navigation, without the links whose page does not exist (yet): a link appears when a page claims its route.</summary>
internal sealed class NavLinks(EndpointDataSource endpoints)
{
    private static readonly NavLink[] Main =
    [
        new("Home", "/", "home"),
        new("Incidents", "/incidents", "flame"),
        new("Action items", "/action-items", "checkbox"),
        new("Plan", "/plan", "calendar-event"),
        new("Insights", "/insights", "chart-line"),
        new("Memory", "/memory", "books"),
    ];

    private static readonly NavLink[] More =
    [
        new("People", "/people", "users"),
        new("Teams", "/teams", "users-group"),
        new("Services", "/services", "server"),
        new("Outbox", "/outbox", "send"),
        new("Status page", "/status-page", "broadcast"),
        new("Settings", "/settings", "settings", AdminOnly: true),
    ];

    private readonly Lazy<HashSet<string>> _routes = new(() =>
        [
            .. endpoints
                .Endpoints.OfType<RouteEndpoint>()
                .Select(endpoint => "/" + endpoint.RoutePattern.RawText?.Trim('/')),
        ]
    );

    public IEnumerable<NavLink> MainFor(Reader reader) => Main.Where(link => May(link, reader));

    public IEnumerable<NavLink> MoreFor(Reader reader) => More.Where(link => May(link, reader));

    public bool Exists(string route) => _routes.Value.Contains(route);

    /// <summary>Whether a link is the one the reader stands under; Home only at home.</summary>
    public static bool IsCurrent(NavLink link, PathString path) =>
        link.Href == "/"
            ? path == "/"
            : path.StartsWithSegments(link.Href, StringComparison.OrdinalIgnoreCase);

    private bool May(NavLink link, Reader reader) =>
        Exists(link.Href) && (!link.AdminOnly || reader.IsAdmin);
}
