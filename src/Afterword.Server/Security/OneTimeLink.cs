namespace Afterword.Server.Security;

/// <summary>What a link that works once is for.</summary>
internal enum LinkPurpose
{
    /// <summary>Making the first administrator.</summary>
    FirstRun,

    /// <summary>Choosing a password: an invitation, or a forgotten one.</summary>
    ChoosePassword,
}

/// <summary>A link that works once and not for long. Only the hash of its token is kept.</summary>
internal sealed class OneTimeLink
{
    private OneTimeLink() { }

    public OneTimeLink(
        string tokenHash,
        LinkPurpose purpose,
        int? personId,
        DateTimeOffset expiresAt
    ) => (TokenHash, Purpose, PersonId, ExpiresAt) = (tokenHash, purpose, personId, expiresAt);

    public string TokenHash { get; private set; } = "";

    public LinkPurpose Purpose { get; private set; }

    public int? PersonId { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }
}
