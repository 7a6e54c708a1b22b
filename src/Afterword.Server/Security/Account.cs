using Afterword.Core.Events;

namespace Afterword.Server.Security;

/// <summary>What lets a person sign in: the hash of a password. A person without one is known, but cannot sign in.</summary>
internal sealed class Account : Noun
{
    private Account() { }

    public int PersonId { get; private set; }

    /// <summary>As the framework's hasher writes it: format, iterations, salt and hash in one text.</summary>
    public string PasswordHash { get; private set; } = "";

    public DateTimeOffset PasswordChangedAt { get; private set; }

    public override SubjectKind SubjectKind => SubjectKind.Account;

    public override long SubjectId => PersonId;

    /// <summary>Gives a person an account.</summary>
    /// <param name="personId">Who it is for.</param>
    /// <param name="passwordHash">From <see cref="Passwords.Hash"/>.</param>
    /// <param name="by">Who gives it.</param>
    public static Account Open(int personId, string passwordHash, By by)
    {
        var account = new Account { PersonId = personId };
        account.Take(passwordHash, by, "opened the account");
        return account;
    }

    public void ChangePassword(string passwordHash, By by, string note) =>
        Take(passwordHash, by, note);

    /// <summary>The same password under today's cost; nothing a person did, so no event.</summary>
    public void Rehash(string passwordHash) => PasswordHash = passwordHash;

    public void SignedIn(By by, string from) => Happened(EventKind.SignedIn, by, note: from);

    public void SignedOut(By by, string what) => Happened(EventKind.SignedOut, by, note: what);

    /// <summary>A wrong password, or one try too many.</summary>
    public void Refused(By by, string from) => Happened(EventKind.SignInRefused, by, note: from);

    private void Take(string passwordHash, By by, string note)
    {
        PasswordHash = passwordHash;
        PasswordChangedAt = by.At;
        Happened(EventKind.PasswordChanged, by, note: note);
    }
}
