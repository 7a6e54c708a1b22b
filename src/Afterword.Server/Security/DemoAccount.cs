using System.Security.Cryptography;
using Afterword.Core.Events;
using Afterword.Core.People;
using Afterword.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Security;

/// <summary>Lets the demo's visitor in: the first administrator gets an account with a password made up at the first start, which the console prints once.</summary>
internal sealed class DemoAccount(Store store, Database database) : IFirstStart
{
    // Letters and digits that nobody mistakes for another when typing them from a console.
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int Groups = 4;
    private const int GroupLength = 5;

    /// <summary>Who signs in with what; null at later starts, when the password is known to its owner alone.</summary>
    public (string Handle, string Password)? Made { get; private set; }

    public async Task Run(CancellationToken ct)
    {
        await using (var db = database.Read())
        {
            if (await db.HasAdministrator(ct))
            {
                return;
            }
        }
        var password = NewPassword();
        var handle = await store.Write(
            async db =>
            {
                var visitor = await db
                    .People.Where(p => p.Active && p.Role == Role.Admin)
                    .OrderBy(p => p.Id)
                    .FirstAsync(ct);
                if (await db.FindAccount(visitor.Id, ct) is not null)
                {
                    return null; // another node was first
                }
                Accounts.Create(db, visitor.Id, password, By.Product(store.Now));
                return visitor.Handle;
            },
            ct
        );
        Made = handle is null ? null : (handle, password);
    }

    /// <summary>The line for the console; null when there is nothing to say.</summary>
    public string? Invitation(string address) =>
        Made is var (handle, password)
            ? $"Sign in at {address.TrimEnd('/')}/sign-in as {handle} with the password {password}"
            : null;

    private static string NewPassword() =>
        string.Join(
            '-',
            Enumerable
                .Range(0, Groups)
                .Select(_ => RandomNumberGenerator.GetString(Letters, GroupLength))
        );
}
