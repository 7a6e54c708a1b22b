using Afterword.Core;
using Afterword.Core.Events;
using Afterword.Core.FollowThrough;
using Afterword.Server.Data;
using Afterword.Server.Data.Settings;
using Afterword.Server.Security.Keys;
using Afterword.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Afterword.Tests.Security;

public sealed class SettingsTests
{
    private static readonly SettingsKind Organization = AllSettings.Of(
        typeof(OrganizationSettings)
    );

    [Theory, ClassData(typeof(Databases))]
    public async Task A_change_shows_at_once_here_and_on_another_node_within_two_seconds(
        string provider
    )
    {
        await using var one = await TestApp.Start(provider);
        await using var other =
            provider == "postgres"
                ? await TestApp.Start(provider, connection: one.Postgres, settings: SameKey(one))
                : null;
        Assert.Equal("Our organization", Settings(one).Of<OrganizationSettings>().Name);
        Assert.Equal(
            "INC-7",
            (other ?? one).Services.GetRequiredService<KeyPrefixes>().OfIncident(7)
        );

        await Save(one, new OrganizationSettings { Name = "Acme", IncidentPrefix = "ACM" });

        Assert.Equal("Acme", Settings(one).Of<OrganizationSettings>().Name);
        Assert.Equal("ACM-7", one.Services.GetRequiredService<KeyPrefixes>().OfIncident(7));
        if (other is not null)
        {
            other.Clock.Advance(TimeSpan.FromSeconds(2));
            Assert.Equal("Acme", Settings(other).Of<OrganizationSettings>().Name);
        }
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Every_change_leaves_an_event_and_a_stale_edit_changes_nothing(string provider)
    {
        await using var app = await TestApp.Start(provider);

        await Save(app, new OrganizationSettings { Name = "Acme" });
        await Assert.ThrowsAsync<StaleException>(() =>
            Settings(app)
                .Save(
                    Organization,
                    new OrganizationSettings { Name = "Other" },
                    By.Product(app.Store.Now),
                    version: 0,
                    default
                )
        );

        await using var db = app.Read();
        var change = Assert.Single(
            await db.Events.Where(e => e.Kind == EventKind.SettingChanged).ToListAsync()
        );
        Assert.Equal(
            new FieldChange("name", "Our organization", "Acme"),
            Assert.Single(change.Facts.Changes)
        );
        Assert.Equal("Acme", Settings(app).Of<OrganizationSettings>().Name);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_channels_secret_is_read_back_but_stands_nowhere_in_plain_text(
        string provider
    )
    {
        const string Canary = "canary-9f2d61c07be84a53";
        await using var app = await TestApp.Start(provider);

        await Settings(app)
            .SaveChannel(
                "email",
                new Dictionary<string, string>
                {
                    ["host"] = "smtp.example.test",
                    ["password"] = Canary,
                },
                field => field == "password",
                By.Product(app.Store.Now),
                version: 0,
                default
            );

        Assert.Equal(Canary, Settings(app).Channel("email")["password"]);
        await using var db = app.Read();
        var setting = await db.Set<Setting>().SingleAsync();
        Assert.DoesNotContain(Canary, setting.Value + setting.Secrets, StringComparison.Ordinal);
        var told = await db.Events.SingleAsync(e => e.Kind == EventKind.SettingChanged);
        Assert.DoesNotContain(Canary, told.Payload, StringComparison.Ordinal);
        Assert.Contains(new FieldChange("password", null, "set anew"), told.Facts.Changes);
        Assert.DoesNotContain(Canary, app.Log.Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_node_with_another_master_key_does_not_start(string provider)
    {
        if (provider == "sqlite")
        {
            var folder = Directory.CreateTempSubdirectory("afterword-key-");
            await (await TestApp.Start(folder: folder.FullName)).DisposeAsync();
            File.Delete(Path.Combine(folder.FullName, "master.key"));

            var missing = await Assert.ThrowsAsync<InvalidOperationException>(() =>
                TestApp.Start(folder: folder.FullName)
            );

            Assert.StartsWith(
                "The master key is missing",
                missing.Message,
                StringComparison.Ordinal
            );
            folder.Delete(recursive: true);
            return;
        }
        await using var one = await TestApp.Start(provider);
        var foreign = new Dictionary<string, string?>
        {
            ["Security:MasterKey"] = Convert.ToBase64String(new byte[32]),
        };

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            TestApp.Start(provider, connection: one.Postgres, settings: foreign)
        );

        Assert.Contains(
            "is not the one this database was written with",
            refused.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_master_key_is_readable_by_its_owner_alone_and_the_ring_is_encrypted()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }
        await using var app = await TestApp.Start();

        var mode = File.GetUnixFileMode(Path.Combine(app.Folder, "master.key"));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
        await using var db = app.Read();
        var key = await db.Set<StoredKey>().SingleAsync();
        Assert.Contains("<wrapped ", key.Xml, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", key.Xml, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_new_policy_asks_the_cadence_anew(string provider)
    {
        // Without a server: its sweep would answer the cadence in between.
        await using var test = await TestDatabase.Open(provider);
        var settings = new AfterwordSettings(
            test.Store,
            test.Database,
            new EphemeralDataProtectionProvider(),
            test.Clock
        );
        var number = await test.Store.Write(async db =>
        {
            var by = By.Product(test.Store.Now);
            var incident = Core.Incidents.Incident.Declare(
                await db.NextIncident(),
                Some.IncidentDetails(resolvedAt: Some.Now),
                by
            );
            db.Incidents.Add(incident);
            return incident.Number;
        });
        await test.Store.Write(db =>
            db.Database.ExecuteSqlRawAsync("UPDATE incidents SET next_due_at = NULL")
        );

        await settings.Save(
            AllSettings.Of(typeof(CadencePolicy)),
            new CadencePolicy { InitialSummaryHours = 12 },
            By.Product(test.Store.Now),
            version: 0,
            default
        );

        Assert.NotNull(await NextDue(test, number));
    }

    private static AfterwordSettings Settings(TestApp app) =>
        app.Services.GetRequiredService<AfterwordSettings>();

    private static Task Save(TestApp app, OrganizationSettings settings) =>
        Settings(app).Save(Organization, settings, By.Product(app.Store.Now), version: 0, default);

    private static async Task<DateTimeOffset?> NextDue(TestDatabase test, int number)
    {
        await using var db = test.Read();
        return (await db.Incidents.SingleAsync(i => i.Number == number)).NextDueAt;
    }

    private static Dictionary<string, string?> SameKey(TestApp app) =>
        new()
        {
            ["Security:MasterKey"] = File.ReadAllText(Path.Combine(app.Folder, "master.key"))
                .Trim(),
        };
}
