using Afterword.Core.Events;
using Afterword.Core.People;
using Afterword.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Security;

/// <summary>Who has an account. Runs inside a deed of the store.</summary>
internal static class Accounts
{
    /// <summary>Gives a person an account, for whoever fills a database (demo, first run, tests). The rules for passwords are the door's.</summary>
    public static Account Create(AfterwordDb db, int personId, string password, By by)
    {
        var account = Account.Open(personId, Passwords.Hash(password), by);
        db.Add(account);
        return account;
    }

    /// <summary>The account, to be changed; null when the person has none.</summary>
    public static Task<Account?> FindAccount(
        this AfterwordDb db,
        int personId,
        CancellationToken ct = default
    ) => db.Set<Account>().AsTracking().SingleOrDefaultAsync(a => a.PersonId == personId, ct);

    /// <summary>Whether anybody can administer this installation.</summary>
    public static Task<bool> HasAdministrator(
        this AfterwordDb db,
        CancellationToken ct = default
    ) =>
        db.Plain.Any(
            "SELECT 1 FROM accounts a JOIN people p ON p.id = a.person_id WHERE p.active AND p.role = 'admin'",
            [],
            ct
        );
}
