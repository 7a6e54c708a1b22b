using Afterword.Crash;
using Afterword.Tests.Support;

namespace Afterword.Tests.Delivery;

/// <summary>The real server, killed twenty times while it sends (bench/crash has the long runs).</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    [Theory, ClassData(typeof(Databases))]
    public async Task Twenty_kills_lose_nothing_invent_nothing_and_double_nothing_in_effect(
        string provider
    )
    {
        using var said = new StringWriter();
        await using var run = new CrashRun(
            new CrashOptions(
                Sqlite: provider == "sqlite",
                Environment.GetEnvironmentVariable("AFTERWORD_TEST_POSTGRES") ?? "",
                Kills: 20,
                Deliveries: 400,
                Seed: 20261121,
                Survivor: false
            ),
            said
        );

        var report = await run.Run();

        report.Print(said);
        output.WriteLine(said.ToString());
        Assert.Equal((0, 0, 0), (report.Lost, report.Phantom, report.DuplicateEffects));
        Assert.Equal((0, 0), (report.OtherBytes, report.NotSettled));
        Assert.InRange(report.DuplicateTransmissions, 0, report.LeasedAtKills);
        Assert.InRange(report.KillsWhileLeased, 16, 20);
    }

    [Fact]
    public async Task Five_stops_in_the_middle_of_sending_lose_nothing_and_double_nothing_at_all()
    {
        using var said = new StringWriter();
        await using var run = new CrashRun(
            new CrashOptions(Sqlite: true, "", Kills: 5, Deliveries: 300, Seed: 7, Blow: Blow.Term),
            said
        );

        var report = await run.Run();

        report.Print(said);
        output.WriteLine(said.ToString());
        Assert.Equal((0, 0, 0), (report.Lost, report.Phantom, report.DuplicateTransmissions));
        Assert.Equal((0, 0), (report.DoubleInSlack, report.NotSettled));
        Assert.NotNull(report.Stopped);
    }
}
