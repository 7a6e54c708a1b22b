namespace Afterword.Server.Security;

/// <summary>
/// How often a password was tried for a person lately, apart for each device that person signed in from before: strangers who
/// guess can exhaust only the strangers' count and never lock the person out.
/// </summary>
internal sealed class SignInTries
{
    /// <summary>The device of everybody who has not signed in there before.</summary>
    public const string Stranger = "";

    private SignInTries() { }

    public SignInTries(int personId, string device) => (PersonId, Device) = (personId, device);

    public int PersonId { get; private set; }

    public string Device { get; private set; } = "";

    public int Tries { get; private set; }

    /// <summary>When the window of these tries began.</summary>
    public DateTimeOffset Since { get; private set; }

    /// <summary>Takes one try; false when there is none left in this window.</summary>
    public bool Take(int most, TimeSpan window, DateTimeOffset now)
    {
        if (Tries == 0 || now - Since >= window)
        {
            (Tries, Since) = (0, now);
        }
        if (Tries >= most)
        {
            return false;
        }
        Tries++;
        return true;
    }
}
