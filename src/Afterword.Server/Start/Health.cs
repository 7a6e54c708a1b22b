using Afterword.Server.Data;
using Afterword.Server.Data.Telling;
using Afterword.Server.Security;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Start;

/// <summary><c>/healthz</c>: the process is up. <c>/readyz</c>: it can do its work, or what keeps it from it.</summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", () => Results.Text("up\n")).AllowAnonymous();
        app.MapGet("/readyz", Ready).AllowAnonymous();
    }

    /// <summary>What is wrong; null when the node is ready.</summary>
    public static async Task<string?> Trouble(Pulse pulse, Database database, CancellationToken ct)
    {
        if (!pulse.IsMigrated)
        {
            return "the database is not migrated yet";
        }
        try
        {
            await database.Plain.Rows("SELECT 1", [], row => row.Int(0), ct);
        }
        catch (Exception unreachable) when (unreachable is not OperationCanceledException)
        {
            return "the database cannot be reached";
        }
        return pulse.Silent() is [_, ..] silent ? $"silent: {string.Join(", ", silent)}" : null;
    }

    /// <summary>Prints the line that scripts wait for, once the node is ready.</summary>
    public static void AnnounceReady(this WebApplication app) =>
        app.Lifetime.ApplicationStarted.Register(() =>
            _ = Announce(app, app.Lifetime.ApplicationStopping)
        );

    private static async Task Announce(WebApplication app, CancellationToken stopping)
    {
        try
        {
            while (
                await Trouble(
                    app.Services.GetRequiredService<Pulse>(),
                    app.Services.GetRequiredService<Database>(),
                    stopping
                )
                    is not null
            )
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), stopping);
            }
            var addresses =
                app.Services.GetRequiredService<IServer>()
                    .Features.Get<IServerAddressesFeature>()
                    ?.Addresses
                ?? [];
            Console.WriteLine($"Afterword is ready at {string.Join(" and ", addresses)}");
            var address = addresses.FirstOrDefault() ?? "";
            if (
                (
                    app.Services.GetService<FirstRun>()?.Invitation(address)
                    ?? app.Services.GetService<DemoAccount>()?.Invitation(address)
                ) is
                { } invitation
            )
            {
                Console.WriteLine(invitation);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopped before it was ready: there is nothing to announce.
        }
    }

    private static async Task<IResult> Ready(
        Pulse pulse,
        Database database,
        Store store,
        ClockGuard clock,
        CancellationToken ct
    ) =>
        await Trouble(pulse, database, ct) is { } trouble
            ? Results.Text($"not ready: {trouble}\n", statusCode: 503)
            : Results.Text(
                $"ready\n{await Waiting(store, database, ct)}{(await clock.Trouble(ct) is { } wrong ? $"{wrong}\n" : "")}"
            );

    /// <summary>Messages that wait too long do not make a node unready: it does what it can, and its pages show them.</summary>
    private static async Task<string> Waiting(Store store, Database database, CancellationToken ct)
    {
        await using var db = database.Read();
        return await WaitingMessages.Of(db, store.Now, ct) is { } waiting
            ? $"messages wait: the oldest for {(store.Now - waiting.Since).TotalMinutes:0} minutes\n"
            : "";
    }
}
