namespace Afterword.Server.Security;

/// <summary>One browser that is signed in. Only the hash of its token is kept, so a copy of the database opens nothing.</summary>
internal sealed class Session
{
    private Session() { }

    public Session(
        string tokenHash,
        int personId,
        DateTimeOffset now,
        TimeSpan longest,
        Visit visit
    )
    {
        TokenHash = tokenHash;
        PersonId = personId;
        CreatedAt = LastSeenAt = now;
        ExpiresAt = now + longest;
        UserAgent = visit.UserAgent;
        Address = visit.Address;
    }

    public string TokenHash { get; private set; } = "";

    public int PersonId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Written at most every few minutes; the idle limit counts from here.</summary>
    public DateTimeOffset LastSeenAt { get; private set; }

    /// <summary>The end, however busy it is.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    public string UserAgent { get; private set; } = "";

    public string Address { get; private set; } = "";
}

/// <summary>Where a request comes from, as its person will recognize it in the list of sessions.</summary>
internal sealed record Visit(string Address, string UserAgent)
{
    private const int LongestUserAgent = 300; // characters

    public static Visit Of(HttpContext http)
    {
        var agent = new string([
            .. http.Request.Headers.UserAgent.ToString().Where(c => !char.IsControl(c)),
        ]);
        return new Visit(
            AddressOf(http),
            agent.Length > LongestUserAgent ? agent[..LongestUserAgent] : agent
        );
    }

    /// <summary>The peer's address; what a proxy says counts only where the operator trusts that proxy.</summary>
    public static string AddressOf(HttpContext http) =>
        http.Connection.RemoteIpAddress is not { } address ? "unknown"
        : address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString()
        : address.ToString();
}
