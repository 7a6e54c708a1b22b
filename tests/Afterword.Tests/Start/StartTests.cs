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

    [Theory]
    [InlineData(
        "7f3c12000000-7f3c12021000 r-xp 00001000 fe:00 131                        /usr/lib/libc.so.6",
        0x7f3c12000000,
        0x21000
    )]
    [InlineData(
        "7f00-8f00 r--s 00000000 00:2e 9 /opt/a folder/Afterword.Server.dll",
        0x7f00,
        0x1000
    )]
    [InlineData("7f00-8f00 rw-p 00000000 00:2e 9 /opt/Afterword.Server.dll", 0x7f00, 0x1000)]
    public void Pages_of_a_program_file_are_given_back(string line, long from, int length)
    {
        var (start, size) = Assert.Single(ProgramPages.OfFile(line));

        Assert.Equal(((nint)from, (nuint)length), (start, size));
    }

    [Theory]
    [InlineData("7f00-8f00 rw-p 00000000 00:00 0")]
    [InlineData("7f00-8f00 rw-p 00000000 00:00 0                          [heap]")]
    [InlineData("7f00-8f00 rw-s 00000000 00:2e 9 /data/afterword.db-shm")]
    [InlineData("7f00-8f00 r-xs 00000000 00:01 4 /memfd:doublemapper (deleted)")]
    [InlineData("what no kernel says")]
    public void Memory_of_our_own_and_files_that_are_written_stay(string line) =>
        Assert.Empty(ProgramPages.OfFile(line));

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
