using Afterword.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Security;

/// <summary>
/// While nobody can administer this installation, each start makes a link that works once; the console prints it. Whoever can read
/// the console may become the first administrator, and nobody else.
/// </summary>
internal sealed class FirstRun(Store store, Database database) : IFirstStart
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>The token of this start's link; null when there is nothing to set up.</summary>
    public string? Token { get; private set; }

    public async Task Run(CancellationToken ct)
    {
        await using (var db = database.Read())
        {
            if (await db.HasAdministrator(ct))
            {
                return;
            }
        }
        var token = Secret.New();
        await store.Write(
            async db =>
            {
                await db.Set<OneTimeLink>()
                    .Where(l => l.Purpose == LinkPurpose.FirstRun)
                    .ExecuteDeleteAsync(ct);
                db.Add(
                    new OneTimeLink(
                        Secret.Hash(token),
                        LinkPurpose.FirstRun,
                        null,
                        store.Now + Lifetime
                    )
                );
            },
            ct
        );
        Token = token;
    }

    /// <summary>The line for the console; null when there is nothing to set up.</summary>
    /// <param name="address">Where this server listens.</param>
    public string? Invitation(string address) =>
        Token is null
            ? null
            : $"Open {Reachable(address)}/first-run?token={Token} to set up Afterword";

    /// <summary>A server that listens on every address is reached from its own machine by this one.</summary>
    private static string Reachable(string address) =>
        address
            .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
            .Replace("://[::]", "://localhost", StringComparison.Ordinal)
            .Replace("://+", "://localhost", StringComparison.Ordinal)
            .Replace("://*", "://localhost", StringComparison.Ordinal)
            .TrimEnd('/');
}
