namespace Afterword.Server.Security;

/// <summary>How the doors behave. Set at the start (<c>Security:…</c>), because a mistake here must not be made from inside.</summary>
public sealed class SecurityOptions
{
    /// <summary>
    /// The key that all others are encrypted with: 32 bytes in Base64, as <c>openssl rand -base64 32</c> prints them. Empty: it is
    /// kept in <c>master.key</c> in the data folder, made at the first start. Several nodes need the same one.
    /// </summary>
    public string MasterKey { get; set; } = "";

    /// <summary>
    /// Addresses or networks (<c>10.0.0.5</c>, <c>10.0.0.0/24</c>) of the reverse proxies in front. What they say of the caller's
    /// address, scheme and host counts; what anybody else says does not.
    /// </summary>
    public IList<string> TrustedProxies { get; } = [];

    /// <summary>Hours without a click after which a session ends, 1–720.</summary>
    public int SessionIdleHours { get; set; } = 72;

    /// <summary>Days after which a session ends however busy it is, 1–90.</summary>
    public int SessionDays { get; set; } = 30;

    /// <summary>Wrong passwords per account from devices it never signed in from, in a quarter of an hour, 3–100.</summary>
    public int TriesPerAccount { get; set; } = 10;

    /// <summary>Sign-ins a minute from one address, right or wrong, 5–1000.</summary>
    public int TriesPerAddress { get; set; } = 20;

    internal static readonly TimeSpan TryWindow = TimeSpan.FromMinutes(15);

    internal TimeSpan IdleLimit => TimeSpan.FromHours(Math.Clamp(SessionIdleHours, 1, 720));

    internal TimeSpan AbsoluteLimit => TimeSpan.FromDays(Math.Clamp(SessionDays, 1, 90));
}
