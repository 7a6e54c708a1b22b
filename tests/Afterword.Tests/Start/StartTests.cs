using Afterword.Core.People;
using Afterword.Server.Data;
using Afterword.Server.Data.Insight;
using Afterword.Server.Start;
using Afterword.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using static Afterword.Tests.Support.Wait;

namespace Afterword.Tests.Start;

public sealed class StartTests
{
    [Fact]
    public async Task A_start_with_nothing_to_do_asks_by_hand_and_waits_for_no_model()
    {
        var folder = Directory.CreateTempSubdirectory("afterword-start-").FullName;
        try
        {
            await using (var before = await TestApp.Start(folder: folder))
            {
                await before.AddPerson("ana", Role.Admin, TestApp.Password);
                await Until(() => IsSettled(before));
            }
            await using var app = await TestApp.Start(folder: folder);
            await Until(() => IsReady(app));
            var database = app.Services.GetRequiredService<Database>();

            Assert.False(database.IsEfAwake);
            await using var db = database.Read();
            Assert.NotEmpty(db.People.ToList());
            Assert.True(database.IsEfAwake);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Its events are sealed and its figures added up: nothing is left for the next start.</summary>
    private static Task<bool> IsSettled(TestApp app) =>
        app
            .Services.GetRequiredService<Database>()
            .Plain.Any(
                "SELECT 1 FROM metric_state s WHERE s.code = @code AND s.built AND NOT EXISTS (SELECT 1 FROM events e WHERE e.sequence IS NULL OR e.sequence > s.sequence)",
                [("@code", PackedFacts.Code)],
                default
            );

    private static async Task<bool> IsReady(TestApp app) =>
        await Health.Trouble(
            app.Services.GetRequiredService<Pulse>(),
            app.Services.GetRequiredService<Database>(),
            default
        )
            is null;
}
